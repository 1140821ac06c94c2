"""What is said about a text file: templates with named places, which pass through `say`."""

# The file cannot be read.
UNREADABLE = "{path} cannot be read ({reason}); give a text file with two columns."
FOLDER = "{path} is a folder; give a text file with two columns."
PIPE = "{path} is no file that can be read twice, but a pipe or a device; save what comes from it in a file first."
EMPTY_FILE = "{path} is empty; expected sentence, tab, translation in each line, in UTF-8."
EMPTY_PLAIN_FILE = "{path} is empty; expected text in UTF-8."

# The file is of another kind.
COMPRESSED = "{path} is compressed ({kind}); unpack it, and give the text file that comes out."
SPREADSHEET = "{path} is {kind}; save its sheet as plain text with tabs between the columns, in UTF-8."
OTHER_KIND = "{path} is {kind}; expected sentence, tab, translation in each line, in UTF-8."
NO_TEXT = (
    "{path} is no text: among its first bytes are many that stand for no letter; expected sentence, tab, translation "
    "in each line, in UTF-8."
)

# The encoding is another.
ENCODING = (
    "{path} is text in {encoding}; save it as UTF-8, in an editor or with: iconv -f {encoding} -t UTF-8 {quoted} > "
    "{new}"
)
NOT_UTF8 = "{path} is not UTF-8: line {line} has the byte 0x{byte:02x} (byte {position} of the file); {remedy}"
REMEDY_WESTERN = (
    "it looks like {encoding}; save it as UTF-8, in an editor or with: iconv -f {encoding} -t UTF-8 {quoted} > {new}"
)
REMEDY_DAMAGED = "most of the file is UTF-8, so correct this line."
REMEDY_UNKNOWN = "save it as UTF-8 in the program that wrote it."

# The columns are others.
COLUMNS_WRONG = (
    "--columns is {given!r}; expected two different whole numbers from 1 with a comma between, such as 1,2 or 2,4."
)
MORE_COLUMNS = (
    "{path} has {found} columns in {count} of its {lines} lines (line {line}: {shown}); say which two are sentence "
    "and translation, for example: --columns {source},{target}"
)
FEWER_COLUMNS = "{path} has {found} columns at the most, and --columns {source},{target} asks for number {missing}."
OTHER_SEPARATOR = (
    "{path} has {found} columns in {count} of its {lines} lines, but with {separator} between them instead of a tab; "
    "open it in a spreadsheet with {separator} as the separator, and save it as plain text with tabs, in UTF-8."
)
SPACES = (
    "{path} has {found} columns in {count} of its {lines} lines, but with several spaces between them instead of a "
    "tab; replace these spaces by a tab."
)
ONE_COLUMN = (
    "{path} has one column only, without a tab in its {lines} lines; expected sentence, tab, translation in each line, "
    "in UTF-8."
)
SEMICOLONS, COMMAS, BARS, THREE_BARS = "a semicolon", "a comma", "a bar (|)", "three bars (|||)"

# Nothing is left.
NO_PAIR = "{path} has no line that can be used; expected sentence, tab, translation. {why}"
NOTHING_IN_IT = "The file is empty."

# What was read and what was not.
PAIRS_READ = "{count} pairs of sentences were read."
LEFT_OUT = "Left out, {fault}: {count} (line {numbers})."
NOTED = "{note}: {count} (line {numbers})."

NOT_TWO = "not two columns with a tab between them"
MORE_THAN_TWO = "more than two columns, of which --columns 1,2 would take the first two"
ELSEWHERE = "its two columns are not number {source} and {target}, as in the other lines"
COLUMN_MISSING = "column {number} is missing"
SIDE_EMPTY = "one side is empty"
NOTHING_VISIBLE = "one side has nothing that can be seen, such as a zero-width space alone"
TOO_LONG = "a side is longer than {longest} characters"
REPEATED = "the same pair as in a line before"
HEADER = 'looks like a header ("{source}", "{target}")'
MERGE_MARK = "a mark of an unresolved merge (both versions were read)"
MARK_OUT_OF_PLACE = "a quotation mark out of place, while other lines have quoted cells"
BROKEN_CELL = "a quoted cell with a line break, while quotation marks in other lines belong to the sentences"

QUOTED = "Read as quoted cells, without the quotation marks around them"
JOINED = "Line breaks or tabs in a quoted cell became spaces"
EMPTY_COLUMNS = "Empty columns were passed over"

READING = "reading"  # in front of the progress bar
