"""The few remarks that coordinators leave."""

from typing import Final

from surveys.reconstruction.dice import Dice

ONE_IN: Final = 14

REMARKS: Final = (
    "อยู่ระหว่างปรับปรุงข้อมูล จะแจ้งให้ทราบเมื่อแล้วเสร็จ",
    "หน่วยงานมีบุคลากรด้านดิจิทัลจำกัด จึงต้องการการสนับสนุนเพิ่มเติม",
    "งบประมาณด้านดิจิทัลได้รับจัดสรรรวมกับงบประมาณด้านอื่น",
    "ข้อมูลบางส่วนเป็นการประมาณการจากผู้รับผิดชอบ",
    "ระบบงานหลักอยู่ระหว่างการพัฒนา คาดว่าจะเปิดใช้งานในปีงบประมาณหน้า",
    "ขอให้มีการชี้แจงนิยามของข้อคำถามเพิ่มเติม",
)


def remark(dice: Dice) -> str | None:
    """A remark, mostly none."""
    return REMARKS[dice.below(len(REMARKS))] if dice.below(ONE_IN) == 0 else None
