"""One call of an API that takes a token: `bearer_call.py METHOD URL TOKEN [BODY]` prints status and answer."""

import json
import sys
import urllib.error
import urllib.request

method, url, token, *body = sys.argv[1:]
headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
request = urllib.request.Request(url, method=method, headers=headers, data="".join(body).encode() or None)
try:
    with urllib.request.urlopen(request) as response:
        status, text = response.status, response.read().decode()
except urllib.error.HTTPError as error:
    status, text = error.code, error.read().decode()
print(json.dumps({"status": status, "text": text}))
