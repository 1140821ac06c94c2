"""Figures of the book: each name draws one kind of picture. The functions return axes, or HTML with links."""

from course_lib.figures.architecture import draw_architecture, draw_outside_in
from course_lib.figures.arrows import draw_arrows
from course_lib.figures.bars import draw_bars
from course_lib.figures.curves import draw_curves
from course_lib.figures.head_data_path import draw_head_data_path
from course_lib.figures.heatmap import draw_heatmap
from course_lib.figures.heatmap_grid import draw_heatmaps
from course_lib.figures.histogram import draw_histogram
from course_lib.figures.layer_norm import draw_layer_norm
from course_lib.figures.live_curves import LiveCurves
from course_lib.figures.moves import draw_moves
from course_lib.figures.multi_head_data_path import draw_multi_head_data_path
from course_lib.figures.patches import draw_patch_attention
from course_lib.figures.roads import draw_roads
from course_lib.figures.shape_flow import draw_shape_flow
from course_lib.figures.strips import draw_strips
from course_lib.figures.style import COLOURS, use_course_style
from course_lib.figures.timeline import draw_timeline
from course_lib.figures.training_and_inference import draw_training_and_inference
from course_lib.figures.word_map import draw_word_map

__all__ = [
    "COLOURS",
    "LiveCurves",
    "draw_architecture",
    "draw_arrows",
    "draw_bars",
    "draw_curves",
    "draw_head_data_path",
    "draw_heatmap",
    "draw_heatmaps",
    "draw_histogram",
    "draw_layer_norm",
    "draw_moves",
    "draw_multi_head_data_path",
    "draw_outside_in",
    "draw_patch_attention",
    "draw_roads",
    "draw_shape_flow",
    "draw_strips",
    "draw_timeline",
    "draw_training_and_inference",
    "draw_word_map",
    "use_course_style",
]
