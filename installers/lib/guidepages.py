# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""guidepages.py COMMANDS.json DOCS SOURCE: writes the pages of the guide that are made of the program's own tables.

commands.md and exit-codes.md come from “devstack describe commands”, keys.md from the JSON Schemas that editors use, the
index of decisions from their titles. Links that lead out of docs/ become plain text: what they name is in the repository.
"""
import json
import pathlib
import re
import sys


def cell(text):
    return text.replace("|", "\\|").replace("\n", " ")


def option_rows(options):
    lines = ["| option | does |", "|---|---|"]
    for option in options:
        names = ", ".join(("-" if len(name) == 1 else "--") + name for name in reversed(option["names"]))
        value = f" {option['value']}" if option["value"] else ""
        lines.append(f"| `{cell(names + value)}` | {cell(option['description'])} |")
    return lines


def commands_page(table):
    lines = ["# Every command", "", "Made from the table that `--help`, the manual pages and completion are made of.", ""]
    for verb in table["commands"]:
        lines += [f"## {verb['name']}", "", "```text"]
        lines += [f"devstack {verb['name']} {form}".strip() for form in verb["arguments"].split(" | ")]
        lines += ["```", "", verb["summary"], ""]
        if verb["description"]:
            lines += [verb["description"], ""]
        if verb["options"]:
            lines += option_rows(verb["options"]) + [""]
    return "\n".join(lines + ["## Options of all commands", "", *option_rows(table["options"]), ""])


def exit_codes_page(table):
    rows = [f"| {code['code']} | {cell(code['meaning'])} |" for code in table["exitCodes"]]
    return "\n".join(["# Exit codes", "", "| code | meaning |", "|---|---|", *rows, ""])


def kind_of(schema):
    if "const" in schema:
        return f"`{json.dumps(schema['const'])}`"
    if "enum" in schema:
        return "one of " + ", ".join(f"`{value}`" for value in schema["enum"])
    if "$ref" in schema:
        return "see " + schema["$ref"].rsplit("/", 1)[-1]
    for several in ("oneOf", "anyOf"):
        if several in schema:
            return " or ".join(dict.fromkeys(kind_of(part) for part in schema[several]))
    kind = schema.get("type", "anything")
    return " or ".join(kind) if isinstance(kind, list) else kind


def key_rows(schema, prefix, rows):
    for key, value in schema.get("properties", {}).items():
        rows.append(f"| `{prefix}{key}` | {cell(kind_of(value))} | {cell(value.get('description', ''))} |")
        key_rows(value, f"{prefix}{key}.", rows)
    named = schema.get("additionalProperties")
    if isinstance(named, dict):
        key_rows(named, f"{prefix}NAME.", rows)


def keys_page(docs):
    lines = ["# Every key", "", "Made from the JSON Schemas that editors use; a test holds them to the readers of the program.", ""]
    for title, name in (("x-devstack", "x-devstack.schema.json"), ("devstack.yml", "devstack.schema.json")):
        schema = json.loads((docs / "schema" / name).read_text())
        parts = [(title, schema), *((part, body) for part, body in sorted(schema.get("$defs", schema.get("definitions", {})).items()))]
        lines += [f"## {title}", ""]
        for part, body in parts:
            rows = []
            key_rows(body, "", rows)
            if rows:
                lines += ([] if part == title else [f"### {part}", ""])
                lines += ["| key | value | meaning |", "|---|---|---|", *rows, ""]
    return "\n".join(lines)


def decisions_page(source):
    pages = sorted((source / "decisions").glob("[0-9]*.md"))
    return "\n".join(["# Decisions", "", "```{toctree}", *(page.stem for page in pages), "```", ""])


def within_docs(text, page, source):
    """The page with links only to what is on the site."""

    def kept(match):
        label, target = match.group(1), match.group(2)
        path = target.split("#")[0]
        if re.match(r"[a-z]+:", target) or not path:
            return match.group(0)
        found = (page.parent / path).resolve()
        inside = found.is_file() and found.is_relative_to(source.resolve()) and found.suffix in (".md", ".png")
        return match.group(0) if inside else label

    return re.sub(r"(?<!!)\[([^\]]+)\]\(([^)\s]+)\)", kept, text)


def main(commands, docs, source):
    docs, source = pathlib.Path(docs), pathlib.Path(source)
    table = json.loads(pathlib.Path(commands).read_text())
    (source / "guide/commands.md").write_text(commands_page(table))
    (source / "guide/exit-codes.md").write_text(exit_codes_page(table))
    (source / "guide/keys.md").write_text(keys_page(docs))
    (source / "decisions/index.md").write_text(decisions_page(source))
    for page in source.rglob("*.md"):
        page.write_text(within_docs(page.read_text(), page, source))


if __name__ == "__main__":
    main(*sys.argv[1:])
