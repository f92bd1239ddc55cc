"""Chat exports made for the tests, in the shape 千牛 writes them."""

from pathlib import Path

BANNER = "=" * 64
SINGLE = f"{BANNER}\r\n{' ' * 31}单聊{' ' * 29}\r\n{BANNER}\r\n"
GROUP = f"{BANNER}\r\n{' ' * 31}群聊{' ' * 29}\r\n"
AGENT = "示例旗舰店:小美"


def block(buyer: str, *messages: tuple[str, str, str]) -> str:
    """One buyer's talk: who, when, what."""
    lines = [f"{who}({at}):  {what}" for who, at, what in messages]
    return "\r\n".join([f"{'-' * 28}{buyer}{'-' * 28}", *lines]) + "\r\n"


def chat(*blocks: str, agent: str = AGENT, rest: str = "") -> str:
    """A whole file of one agent's account."""
    return f"{agent}\r\n{SINGLE}{''.join(blocks)}{rest}"


def saved(folder: Path, text: str, encoding: str = "gb18030") -> Path:
    """Put a text into a file."""
    path = folder / "chat.txt"
    path.write_bytes(text.encode(encoding))
    return path
