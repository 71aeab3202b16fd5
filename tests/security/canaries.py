"""Words no visitor should be able to make anything of but words."""

from __future__ import annotations

MARK = "canary"

#: Named, so that a red test says which.
CANARIES = {
    "script": "<script>canary()</script>",
    "image": '"><img src=x onerror=canary()>',
    "attribute": "' onmouseover='canary()' x=\"",
    "svg": "</textarea></title></style><svg/onload=canary()>",
    "comment": "<!--canary--><canary-box canary-attr=1>",
    "entity": "&lt;script&gt;canary()&lt;/script&gt;&#60;b&#62;",
    "template": "{{7*7}}canary{% print(7*7) %}${7*7}#{7*7}",
    "slot": "{email} {budget | money} canary",
    "javascript": "javascript:canary()",
    "link": "[canary](javascript:canary()) [canary](https://evil.example/canary)",
    "autolink": "<https://evil.example/canary> ![canary](https://evil.example/canary.png)",
    "markdown": "# canary\n* **canary** `canary` ~~canary~~ > canary",
    "override": "\u202ecanary\u202d\u2066exe.fdp",
    "nul": "can\x00ary\x01\x7f canary",
    "long": "canary" * 834,
    "formula": "=cmd|' /C canary'!A0",
    "sum": "@SUM(1+1)*canary",
    "plus": "+1-canary",
    "tab": "\t=canary",
    "separator": "canary\u2028=canary\u2029\r\nSet-Cookie: canary=1",
    "json": '</script>"}],"canary":[{"a":"\\u003cscript\\u003e',
}
