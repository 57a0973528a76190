"""Draw the icons of the installed application from one drawing: a wax seal on paper.

python tools/icons.py        writes src/relance/web/static/relance/icons/
"""

import os
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1] / "src" / "relance" / "web" / "static" / "relance"
#: File name, side in pixels, share of the side the seal takes (a maskable icon may lose its corners).
ICONS = (("icon-180", 180, 0.66), ("icon-192", 192, 0.66), ("icon-512", 512, 0.66), ("maskable-512", 512, 0.52))

_PAGE = """<style>@font-face {{ font-family: F; src: url("file://{font}"); }} body {{ margin: 0 }}</style>
<svg xmlns="http://www.w3.org/2000/svg" width="{side}" height="{side}" viewBox="-50 -50 100 100">
<defs><radialGradient id="wax" cx=".36" cy=".3" r=".9"><stop offset="0" stop-color="#c9543a"/>
<stop offset=".45" stop-color="#a83620"/><stop offset="1" stop-color="#8a2817"/></radialGradient></defs>
<rect x="-50" y="-50" width="100" height="100" fill="#faf6ee"/>
<g transform="scale({scale})"><path d="{edge}" fill="url(#wax)"/>
<circle r="35" fill="none" stroke="#fff" stroke-opacity=".22" stroke-width="1.6"/>
<text y="15.500" text-anchor="middle" font-family="F" font-size="44" font-weight="620" fill="#fdf3e6"
>R</text></g></svg>"""


def edge() -> str:
    """The edge of a seal pressed by hand: a circle that is not quite one."""
    from math import cos, pi, sin

    points = []
    for step in range(72):
        angle = step * pi / 36
        radius = 46 + 1.5 * sin(5 * angle + 0.6) + 1.1 * sin(9 * angle + 2)
        points.append(f"{radius * cos(angle):.2f} {radius * sin(angle):.2f}")
    return f"M{'L'.join(points)}Z"


def main() -> None:
    """Draw them all."""
    folder = ROOT / "icons"
    folder.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        for name, side, share in ICONS:
            page = browser.new_page(viewport={"width": side, "height": side})
            drawn = folder / f"{name}.html"
            drawn.write_text(
                _PAGE.format(font=ROOT / "fonts" / "fraunces.woff2", side=side, scale=share, edge=edge()), "utf-8"
            )
            page.goto(f"file://{drawn}", wait_until="networkidle")
            page.screenshot(path=str(folder / f"{name}.png"))
            drawn.unlink()
        browser.close()


if __name__ == "__main__":
    main()
