"""The chat exports that are known; a new one is one module here and one line below."""

from guitai.engines.transcripts.formats import Format
from guitai.engines.transcripts.kinds import (
    dongdong,
    qianniu,
    qianniu_copied,
    qianniu_web,
    wangwang,
    wangwang_download,
)

FORMATS: tuple[Format, ...] = (
    qianniu.FORMAT,
    qianniu_copied.FORMAT,
    qianniu_web.FORMAT,
    wangwang.FORMAT,
    wangwang_download.FORMAT,
    dongdong.FORMAT,
)
