"""Small packs in other scripts: one scene with a long text, a speech, and three things to do."""

from __future__ import annotations


def _pack(language: str, title: str, person: str, text: str, speech: str, *choices: str) -> str:
    offered = "".join(
        f"      - choose: {words}\n        {'end: e' if words == choices[-1] else 'stay: true'}\n" for words in choices
    )
    return (
        f"pack: {title}\nlanguage: {language}\n"
        f"people:\n  clerk: {{ name: {person}, fictional: true }}\n"
        f"scenes:\n  a:\n    text: |\n      {text}\n\n"
        f"      clerk: {speech}\n    choices:\n{offered}endings:\n  e: {choices[-1]}\n"
    )


CHINESE = _pack(
    "zh", "港口办公室", "李书记",
    "在海边的小镇上，有一座古老的港口办公室；每天早晨，书记都会打开窗户，看着船只慢慢地离开港口。「今天的天气真好」，"
    "她说。然后她坐下来，开始写信（因为信件很多）、算账、回答问题。",
    "欢迎！请坐。你想喝茶吗？", "喝茶",
    "打开窗户，看看外面的海，再看看那座非常非常古老的灯塔，它已经在那里站了三百年了", "离开",
)  # fmt: skip

ARABIC = _pack(
    "ar", "مكتب الميناء", "السيدة ليلى",
    "في المدينة الصغيرة على البحر، كان هناك مكتب ميناء قديم؛ وفي كل صباح تفتح الكاتبة النافذة وتنظر إلى السفن "
    "(NATO, 1949) وهي تغادر ببطء.",
    "أهلاً بك! هل تريد الشاي؟", "اشرب الشاي", "افتح النافذة وانظر إلى البحر وإلى المنارة القديمة جداً", "غادر",
)  # fmt: skip

HINDI = _pack(
    "hi", "बंदरगाह का दफ़्तर", "श्रीमती वर्मा",
    "समुद्र के किनारे के छोटे शहर में एक पुराना बंदरगाह दफ़्तर था; हर सुबह क्लर्क खिड़की खोलती और देखती कि जहाज़ "
    "धीरे-धीरे निकल रहे हैं। 👩‍👩‍👧 फिर वह बैठ गई।",
    "स्वागत है! क्या आप चाय पिएँगे?", "चाय पियो", "खिड़की खोलो और उस बहुत पुराने प्रकाशस्तंभ को भी देखो", "जाओ",
)  # fmt: skip

THAI = _pack(
    "th", "สำนักงานท่าเรือ", "คุณมาลี",
    "ในเมืองเล็กๆริมทะเลมีสำนักงานท่าเรือเก่าแก่แห่งหนึ่งและทุกเช้าเสมียนจะเปิดหน้าต่างดูเรือที่ค่อยๆแล่นออกจากท่าเรือ "
    "แล้วเธอก็นั่งลง",
    "ยินดีต้อนรับ ดื่มน้ำชาไหม", "ดื่มน้ำชา", "เปิดหน้าต่างแล้วมองไปที่ประภาคารเก่าแก่ที่ตั้งอยู่ที่นั่นมาสามร้อยปี", "ออกไป",
)  # fmt: skip

PACKS = {"zh": CHINESE, "ar": ARABIC, "hi": HINDI, "th": THAI}
