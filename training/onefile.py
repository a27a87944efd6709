"""A definition of the project, and all that it needs, as one file that needs no project.

What a name needs is followed through the modules' own imports, so the file holds
the same code and is no second copy to be kept.  Data files that the code reads
from the package are written into it.
"""

from __future__ import annotations

import ast
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

PROJECT = "assistant"


class Module:
    """One source file: its definitions and its imports, by the names that they bind."""

    def __init__(self, name: str) -> None:
        spec = find_spec(name)
        if spec is None or spec.origin is None:
            raise ModuleNotFoundError(name)
        text = Path(spec.origin).read_text(encoding="utf-8")
        self._lines = text.splitlines()
        self.definitions: dict[str, ast.stmt] = {}
        self.imports: dict[str, ast.stmt] = {}
        for node in ast.parse(text).body:
            if isinstance(node, ast.Import | ast.ImportFrom):
                for alias in node.names:
                    self.imports[alias.asname or alias.name.split(".")[0]] = node
            else:
                self.definitions.update(dict.fromkeys(_bound(node), node))

    def source(self, node: ast.stmt) -> str:
        """A definition as it is written, but with its data in place of reading them."""
        decorators: list[ast.expr] = getattr(node, "decorator_list", [])
        first = min([node.lineno, *(one.lineno for one in decorators)])
        written = "\n".join(self._lines[first - 1 : node.end_lineno])
        inliner = Inliner()
        tree = inliner.visit(ast.parse(written))
        return ast.unparse(ast.fix_missing_locations(tree)) if inliner.found else written


class Inliner(ast.NodeTransformer):
    """Puts a package's file in the place of ``files(…).joinpath(…).read_text(…)``."""

    def __init__(self) -> None:
        self.found = False

    def visit_Call(self, node: ast.Call) -> ast.AST:
        """Replace the call, or look further inside it."""
        match node:
            case ast.Call(
                func=ast.Attribute(
                    attr="read_text",
                    value=ast.Call(
                        func=ast.Attribute(
                            attr="joinpath",
                            value=ast.Call(
                                func=ast.Name(id="files"), args=[ast.Constant(value=str(package))]
                            ),
                        ),
                        args=[ast.Constant(value=str(path))],
                    ),
                )
            ):
                self.found = True
                text = files(package).joinpath(path).read_text(encoding="utf-8")
                return ast.Constant(text)
        return self.generic_visit(node)


class Collector:
    """Gathers definitions in an order in which each stands behind what it needs."""

    def __init__(self) -> None:
        self._modules: dict[str, Module] = {}
        self._owner: dict[str, str] = {}
        self.imports: dict[str, None] = {}
        self.parts: list[str] = []

    def need(self, module: str, name: str) -> None:
        """Take in a name of a module and, before it, the names that it uses."""
        if self._owner.get(name) == module:
            return
        found = self._modules.setdefault(module, Module(module))
        node = found.definitions.get(name)
        if node is None:
            self._imported(found.imports.get(name), name)
            return
        for bound in _bound(node):
            other = self._owner.setdefault(bound, module)
            if other != module:
                raise ValueError(f"{bound} is defined both in {other} and in {module}")
        source = found.source(node)
        for used in _used(source):
            if used in found.definitions or used in found.imports:
                self.need(module, used)
        self.parts.append(source)

    def _imported(self, node: ast.stmt | None, name: str) -> None:
        match node:
            case ast.ImportFrom(module=str(module)) if module.split(".")[0] == PROJECT:
                self.need(module, name)
            case ast.ImportFrom(module=str(module)):
                self.imports[f"from {module} import {name}"] = None
            case ast.Import(names=names):
                chosen = [one for one in names if (one.asname or one.name.split(".")[0]) == name]
                self.imports[ast.unparse(ast.Import(chosen))] = None


def one_file(module: str, name: str, about: str) -> str:
    """Python source that defines ``name`` of ``module``; ``about`` is its docstring."""
    collector = Collector()
    collector.need(module, name)
    head = [f'"""{about}"""', "from __future__ import annotations"]
    return (
        "\n\n\n".join(
            ["\n\n".join([*head, "\n".join(sorted(collector.imports))]), *collector.parts]
        )
        + "\n"
    )


def _bound(node: ast.stmt) -> list[str]:
    """Names that a statement at the top of a module defines."""
    match node:
        case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
            return [name]
        case ast.Assign(targets=targets):
            inner = (one for target in targets for one in ast.walk(target))
            return [one.id for one in inner if isinstance(one, ast.Name)]
        case ast.AnnAssign(target=ast.Name(id=name)):
            return [name]
    return []


def _used(source: str) -> list[str]:
    """Names that a piece of source mentions, in the order of their first mention."""
    names = (node.id for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Name))
    return list(dict.fromkeys(names))
