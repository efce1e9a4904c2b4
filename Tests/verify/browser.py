"""Drives headless Chromium over its DevTools protocol: one page, what it logs and what it asks for."""

import base64
import json
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import axe_core_python
import websocket

AXE = Path(axe_core_python.__file__).with_name("axe.min.js")
KEYS = {"Tab": ("Tab", 9, ""), "Enter": ("Enter", 13, "\r"), "Space": ("Space", 32, " ")}
LOUD = ("error", "warning", "assert")


class Page:
    """One tab. Errors, warnings and requests are kept in the order they came."""

    def __init__(self, socket: websocket.WebSocket) -> None:
        self.socket = socket
        self.identity = 0
        self.complaints: list[str] = []
        self.requests: list[str] = []
        self.loaded = False
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.call(f"{domain}.enable")

    def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        self.identity += 1
        self.socket.send(json.dumps({"id": self.identity, "method": method, "params": parameters}))
        while True:
            message = json.loads(self.socket.recv())
            if message.get("id") == self.identity:
                if "error" in message:
                    raise RuntimeError(f"{method}: {message['error']}")
                return message["result"]
            self.note(message)

    def note(self, message: dict[str, Any]) -> None:
        event, parameters = message.get("method"), message.get("params", {})
        if event == "Network.requestWillBeSent":
            self.requests.append(parameters["request"]["url"])
        elif event == "Runtime.exceptionThrown":
            self.complaints.append(json.dumps(parameters["exceptionDetails"])[:500])
        elif event == "Runtime.consoleAPICalled" and parameters["type"] in LOUD:
            self.complaints.append(json.dumps(parameters["args"])[:500])
        elif event == "Log.entryAdded" and parameters["entry"]["level"] in LOUD:
            self.complaints.append(parameters["entry"]["text"])
        elif event == "Page.loadEventFired":
            self.loaded = True

    def open(self, file: Path, fragment: str = "") -> None:
        self.complaints, self.requests, self.loaded = [], [], False
        self.call("Page.navigate", url=file.resolve().as_uri() + fragment)
        while not self.loaded:
            self.note(json.loads(self.socket.recv()))

    def value(self, expression: str) -> Any:
        """What an expression of the page's own script gives, promises awaited."""
        answer = self.call(
            "Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True
        )
        if "exceptionDetails" in answer:
            raise RuntimeError(
                f"{expression[:200]}: {json.dumps(answer['exceptionDetails'])[:800]}"
            )
        return answer["result"].get("value")

    def press(self, key: str) -> None:
        code, number, text = KEYS[key]
        common = {
            "key": text if key == "Space" else key,
            "code": code,
            "windowsVirtualKeyCode": number,
        }
        self.call("Input.dispatchKeyEvent", type="keyDown", text=text, **common)
        self.call("Input.dispatchKeyEvent", type="keyUp", **common)

    def type(self, text: str) -> None:
        self.call("Input.insertText", text=text)

    def click(self, selector: str) -> None:
        """A real click in the middle of the element, as a mouse would."""
        x, y = self.value(
            f"(() => {{ const e = document.querySelector({json.dumps(selector)});"
            " e.scrollIntoView({block: 'center', behavior: 'instant'});"
            " const r = e.getBoundingClientRect(); return [r.x + r.width / 2, r.y + r.height / 2]; })()"
        )
        for kind in ("mousePressed", "mouseReleased"):
            self.call("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    def resize(self, width: int, height: int) -> None:
        self.call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=width < 600,
        )

    def scheme(self, name: str) -> None:
        self.call(
            "Emulation.setEmulatedMedia",
            features=[{"name": "prefers-color-scheme", "value": name}],
        )

    def script(self, enabled: bool) -> None:
        self.call("Emulation.setScriptExecutionDisabled", value=not enabled)

    def pdf(self) -> bytes:
        answer = self.call("Page.printToPDF", preferCSSPageSize=True, printBackground=True)
        return base64.b64decode(answer["data"])

    def screenshot(self) -> bytes:
        answer = self.call("Page.captureScreenshot", captureBeyondViewport=True)
        return base64.b64decode(answer["data"])

    def axe(self) -> list[str]:
        """What the accessibility rules of WCAG 2.1 AA find, one line each."""
        self.value(AXE.read_text() + "; null")
        tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]
        return self.value(
            f"axe.run(document, {{runOnly: {json.dumps(tags)}}}).then((result) => result.violations"
            ".map((each) => `${each.id}: ${each.nodes.length} × ${each.nodes[0].html.slice(0, 160)}"
            " ${each.nodes[0].failureSummary}`))"
        )


@contextmanager
def chromium() -> Iterator[Page]:
    """A browser with a profile of its own and no network, gone with all its children afterwards."""
    with tempfile.TemporaryDirectory(prefix="costctl-chromium-") as profile:
        process = subprocess.Popen(
            [
                "chromium",
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--no-first-run",
                "--remote-debugging-port=0",
                "--remote-allow-origins=*",
                f"--user-data-dir={profile}",
                "about:blank",
            ],
            stderr=subprocess.PIPE,
            text=True,
        )
        try:
            yield Page(websocket.create_connection(first_tab(process), timeout=120))
        finally:
            process.terminate()
            process.wait()


def first_tab(process: subprocess.Popen[str]) -> str:
    """The address of the tab, after the browser said where it listens."""
    assert process.stderr is not None
    for line in process.stderr:
        if line.startswith("DevTools listening on "):
            browser = websocket.create_connection(line.split()[-1], timeout=120)
            browser.send(json.dumps({"id": 1, "method": "Target.getTargets"}))
            targets = json.loads(browser.recv())["result"]["targetInfos"]
            tab = next(target for target in targets if target["type"] == "page")
            host = line.split("/devtools/")[0].split("://")[1]
            return f"ws://{host}/devtools/page/{tab['targetId']}"
    raise RuntimeError("chromium ended before it listened")
