"""The types of arrays in this package: float64 for scores, masks for what applies."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]
Ranks = NDArray[np.int64]
