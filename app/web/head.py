"""HEAD: what GET would answer, without its body (RFC 9110, 9.3.2)."""

from app.web.asgi import App, Message, Receive, Scope, Send


class Head:
    """Lets everything behind it know GET only."""

    def __init__(self, app: App) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self.app(scope, receive, send)
            return

        async def send_no_body(message: Message) -> None:
            if message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        inner = {**scope, "method": "GET"}
        await self.app(inner, receive, send_no_body)
        if "route" in inner:  # for the access log
            scope["route"] = inner["route"]
