"""For programs that tests start: a module of `course_lib.training` without the rest of the package.

What the package itself imports, torch above all, takes seconds in each program.
"""

import course_lib.training

# The first lines of such a program.
PACKAGE_ALONE = f"""
import sys, types
package = sys.modules["course_lib.training"] = types.ModuleType("course_lib.training")
package.__path__ = {list(course_lib.training.__path__)}
"""
