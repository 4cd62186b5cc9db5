"""A web service: curl --data-binary @article.txt http://127.0.0.1:8080"""
import sys
from wsgiref.simple_server import make_server

import inquit

def answer(request, start):
    text = request["wsgi.input"].read(int(request["CONTENT_LENGTH"] or 0)).decode(errors="replace")
    start("200 OK", [("Content-Type", "application/json")])
    return [inquit.attribute(text).to_json(offsets="utf-16").encode()]

make_server("127.0.0.1", int(sys.argv[1]), answer).serve_forever()
