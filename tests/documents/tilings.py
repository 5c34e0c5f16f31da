"""Random tables cut into rectangles, to be written in any carrier and read back (随机合并表格)."""

from __future__ import annotations

from typing import TypeAlias

from hypothesis import strategies as st

from gongkai.documents.blocks import Row

Tiling: TypeAlias = "list[list[tuple[str, int, int] | None]]"


@st.composite
def tilings(draw: st.DrawFn) -> Tiling:
    """Draw a table cut into rectangles: (text, columns, rows) at each upper left corner, None where covered."""
    height, width = draw(st.integers(1, 6)), draw(st.integers(1, 6))
    texts = st.sampled_from(["", "0", "737", "本年新收", "151022.81", "a b"])
    free = [[True] * width for _ in range(height)]
    cells: Tiling = [[None] * width for _ in range(height)]
    for row in range(height):
        for column in range(width):
            if not free[row][column]:
                continue
            room = next((c for c in range(column, width) if not free[row][c]), width) - column
            columns, rows = draw(st.integers(1, room)), draw(st.integers(1, height - row))
            for covered in range(row, row + rows):
                free[covered][column : column + columns] = [False] * columns
            cells[row][column] = (draw(texts), columns, rows)
    return cells


def expanded(cells: Tiling) -> tuple[Row, ...]:
    return tuple(tuple(cell and cell[0] for cell in row) for row in cells)
