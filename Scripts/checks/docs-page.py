"""Drives a running Chromium through its DevTools protocol: docs-page.py PORTFILE URL"""
import asyncio, base64, json, os, sys
import websockets

BODY = {"first_name": "Ada", "email": "ada@example.org", "revenue_tier": 3}

# Everything a person does on the page: open the operation, "Try it out", write a body, "Execute".
SCRIPT = """(async () => {
  const until = async (what, find) => {
    for (let i = 0; i < 300; i++) {
      const found = find();
      if (found) return found;
      await new Promise(done => setTimeout(done, 100));
    }
    throw new Error(what + ' does not show on /docs');
  };
  const block = await until('POST /api/v1/leads', () => [...document.querySelectorAll('.opblock-post')]
    .find(b => b.querySelector('.opblock-summary-path')?.dataset.path === '/api/v1/leads'));
  if (!block.classList.contains('is-open')) block.querySelector('.opblock-summary-control').click();
  const tryOut = await until('Try it out', () => block.querySelector('.try-out__btn'));
  if (!tryOut.classList.contains('cancel')) tryOut.click();
  const text = await until('the body', () => block.querySelector('textarea.body-param__text'));
  Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value').set.call(text, %s);
  text.dispatchEvent(new Event('input', {bubbles: true}));
  (await until('Execute', () => block.querySelector('button.execute'))).click();
  const status = await until('the answer',
    () => block.querySelector('.live-responses-table .response .response-col_status'));
  status.scrollIntoView({block: 'center'});
  return status.textContent.trim();
})()""" % json.dumps(json.dumps(BODY))


async def main(port_file, url):
    port, path = open(port_file).read().split("\n")[:2]
    async with websockets.connect(f"ws://127.0.0.1:{port}{path}", max_size=1 << 26) as browser:
        console, number, session = [], 0, None

        async def call(method, **parameters):
            nonlocal number
            number += 1
            message = {"id": number, "method": method, "params": parameters}
            if session: message["sessionId"] = session
            await browser.send(json.dumps(message))
            while True:
                answer = json.loads(await browser.recv())
                if answer.get("method") in ("Runtime.exceptionThrown", "Log.entryAdded"):
                    console.append(answer["params"])
                if answer.get("id") == number:
                    if "error" in answer: sys.exit(f"docs-page: {method}: {answer['error']}")
                    return answer["result"]

        target = (await call("Target.createTarget", url="about:blank"))["targetId"]
        session = (await call("Target.attachToTarget", targetId=target, flatten=True))["sessionId"]
        for domain in ("Runtime", "Log", "Page"): await call(f"{domain}.enable")
        await call("Page.navigate", url=f"{url}/docs")
        await asyncio.sleep(1)
        result = await call("Runtime.evaluate", expression=SCRIPT, awaitPromise=True, returnByValue=True)
        if picture := os.environ.get("SCREENSHOT"):
            data = (await call("Page.captureScreenshot", format="png"))["data"]
            with open(picture, "wb") as file: file.write(base64.b64decode(data))
        if "exceptionDetails" in result:
            sys.exit(f"docs-page: {result['exceptionDetails']['exception'].get('description')}; console: {console}")
        errors = [entry for entry in console if "exceptionDetails" in entry or entry.get("entry", {}).get("level") == "error"]
        if errors: sys.exit(f"docs-page: the browser's console has errors: {errors}")
        status = result["result"]["value"]
        if not status.startswith("201"): sys.exit(f"docs-page: the page shows {status!r} instead of 201")
        print("docs-page: 'Try it out' on /docs shows 201.")


asyncio.run(main(*sys.argv[1:]))
