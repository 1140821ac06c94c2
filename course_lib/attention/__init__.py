"""The attention core: softmax and scaled dot-product attention."""

from course_lib.attention.scaled_dot_product import scaled_dot_product_attention
from course_lib.attention.softmax import softmax

__all__ = ["scaled_dot_product_attention", "softmax"]
