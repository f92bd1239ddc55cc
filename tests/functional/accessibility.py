"""What axe-core finds on a page, told so that one can mend it."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

AXE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
GRAVE = {"serious", "critical"}
# Colours on their way are no colours to judge; a skeleton pulses for ever.
STILL = """() => document.getAnimations().every(({ effect }) => {
    const { progress, endTime } = effect.getComputedTiming();
    return progress === null || endTime === Infinity;
})"""


def grave_faults(page: Page) -> list[str]:
    """Give what is serious or critical on the page as it is now, open shadow roots included."""
    assert AXE.exists(), "axe-core is not installed: npm ci"
    page.wait_for_function(STILL)
    # Through the debugger, not a script tag: the pages' own policy forbids foreign scripts.
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found: dict[str, Any] = page.evaluate("() => axe.run(document, { resultTypes: ['violations'] })")
    return [
        f"{fault['id']}: {node['target']} {node['failureSummary']}"
        for fault in found["violations"]
        if fault["impact"] in GRAVE
        for node in fault["nodes"]
    ]
