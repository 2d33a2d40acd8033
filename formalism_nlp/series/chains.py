"""A policy down its levels: who carries out which document, and what becomes of each requirement on the way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from ..document import Document, Span
from ..findings import to_plain
from ..levels import Escalation, compare
from ..reuse.compare import Comparison
from .issue import Issue
from .parents import Found, find_parents

__all__ = ["Chain", "Link", "Step", "Trace", "chain"]

StepKind = Literal["source", "kept", "localised", "sharpened", "weakened", "dropped"]


@dataclass(frozen=True)
class Link:
    """One edge of a chain: a document, the one it carries out, how that was found, and their comparison."""

    child: Issue = field(repr=False)
    parent: Issue = field(repr=False)
    found: Found
    comparison: Comparison = field(repr=False)


@dataclass(frozen=True)
class Step:
    """A requirement in one document of its way down; ``span`` is None where it was dropped."""

    document: str
    span: Span | None
    quote: str
    kind: StepKind
    escalations: tuple[Escalation, ...] = ()


@dataclass(frozen=True)
class Trace:
    """One requirement from the document that states it first down to a last one.

    Attributes
    ----------
    steps : tuple of Step
        One for each document on the way, the source in front.
    factors : mapping of str to float
        For each kind of growth that has a ratio, the product over all steps: last value divided by first.
    """

    steps: tuple[Step, ...]
    factors: Mapping[str, float]

    @property
    def source(self) -> Step:
        """Where it is stated first."""
        return self.steps[0]

    @property
    def grew(self) -> int:
        """At how many levels it grew."""
        return sum(bool(step.escalations) for step in self.steps)

    @property
    def dropped(self) -> bool:
        """Whether it was dropped on the way."""
        return self.steps[-1].kind == "dropped"


@dataclass(frozen=True)
class Chain:
    """The documents of one policy.

    Attributes
    ----------
    root : Issue
        The document that none of the others stands above.
    links : tuple of Link
        One for each other document, by date.
    """

    root: Issue = field(repr=False)
    links: tuple[Link, ...]

    @property
    def documents(self) -> tuple[Issue, ...]:
        """All documents, the root in front."""
        return (self.root, *(link.child for link in self.links))

    def below(self, issue: Issue) -> tuple[Link, ...]:
        """Return the edges to the documents that carry one out."""
        return tuple(link for link in self.links if link.parent.doc.id == issue.doc.id)

    @cached_property
    def traces(self) -> tuple[Trace, ...]:
        """What becomes of each requirement, those that grew at most levels first."""
        made = [trace for path in self._paths() for trace in _traces(path)]
        unique = {tuple((step.document, step.span) for step in trace.steps): trace for trace in made}
        return tuple(sorted(unique.values(), key=lambda trace: (-trace.grew, not trace.dropped)))

    def _paths(self) -> Iterator[tuple[Link, ...]]:
        """Yield the edges from the root down to each last document."""

        def walk(issue: Issue, path: tuple[Link, ...]) -> Iterator[tuple[Link, ...]]:
            below = self.below(issue)
            if not below and path:
                yield path
            for link in below:
                yield from walk(link.child, (*path, link))

        return walk(self.root, ())

    def to_dict(self) -> dict[str, Any]:
        """Return plain values: documents, edges with their figures, requirements with their steps."""
        return {
            "root": self.root.doc.id,
            "documents": [_facts(issue) for issue in self.documents],
            "links": [_link_facts(link) for link in self.links],
            "traces": [
                {"factors": dict(trace.factors), "grew": trace.grew, "dropped": trace.dropped, "steps": to_plain(trace.steps)}
                for trace in self.traces
            ],
        }  # fmt: skip

    def _repr_html_(self) -> str:
        from ..render.chain import chain_fragment  # noqa: PLC0415 - display loads on demand

        return chain_fragment(self)


def chain(docs: Iterable[Document]) -> tuple[Chain, ...]:
    r"""Find the policies in a set of documents, and compare each document with the one it carries out.

    Parameters
    ----------
    docs : iterable of Document
        The documents, in any order. Those that carry out none and are carried out by none are left out.

    Returns
    -------
    tuple of Chain
        Those of most documents first.

    Examples
    --------
    >>> text = "{0}人民政府\n关于做好河道巡查的通知\n{1}：\n　　{2}每{3}巡查河道一次，发现障碍5日内清除。\n{0}人民政府\n2025年{4}月5日"
    >>> upper = Document.from_text(text.format("泽安市", "各县人民政府", "各县", "季度", 3), id="city")
    >>> lower = Document.from_text(text.format("松垣县", "各乡镇人民政府", "各乡镇", "月", 4), id="county")
    >>> (found,) = chain([lower, upper])
    >>> found.root.doc.id, [(link.child.doc.id, link.found) for link in found.links]
    ('city', [('county', 'text')])
    """
    issues = {doc.id: Issue(doc) for doc in docs}
    ordered = sorted(issues.values(), key=lambda issue: issue.order)
    parents = find_parents(ordered)
    links = [Link(one.child, one.parent, one.found, compare(one.child.doc, one.parent.doc)) for one in parents]
    children = {link.child.doc.id for link in links}
    roots = [issue for issue in ordered if issue.doc.id not in children]
    made = [Chain(root, tuple(_under(root, links))) for root in roots]
    return tuple(sorted((one for one in made if one.links), key=lambda one: (-len(one.links), one.root.order)))


def _under(issue: Issue, links: Sequence[Link]) -> list[Link]:
    found = []
    for link in links:
        if link.parent.doc.id == issue.doc.id:
            found += [link, *_under(link.child, links)]
    return sorted(found, key=lambda link: link.child.order)


def _traces(path: Sequence[Link]) -> Iterator[Trace]:
    """Follow the requirements of each document of a path down to its end, each from where it is stated first."""
    reached: set[tuple[str, Span]] = set()
    for number, link in enumerate(path):
        for source in sorted(_carried(link.comparison)):
            if any(document == link.parent.doc.id and span.overlaps(source) for document, span in reached):
                continue
            steps = [Step(link.parent.doc.id, source, link.parent.doc.quote(source), "source")]
            steps += _down(source, path[number:])
            reached.update((step.document, step.span) for step in steps[1:] if step.span is not None)
            yield Trace(tuple(steps), _factors(steps))


def _carried(comparison: Comparison) -> set[Span]:
    """Return the requirements of the parent that the comparison speaks of; overlapping ones once."""
    spans = [one.parent_span for one in (*comparison.pairs, *comparison.escalations)] + list(comparison.dropped)
    kept: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start - span.end, span.start)):
        if not any(span.overlaps(other) for other in kept):
            kept.append(span)
    return set(kept)


def _down(source: Span, path: Sequence[Link]) -> Iterator[Step]:
    at: Span | None = source
    for link in path:
        if at is None:
            return
        child = link.child.doc
        comparison = link.comparison
        pairs = [pair for pair in comparison.pairs if pair.parent_span.overlaps(at)]
        grown = tuple(one for one in comparison.escalations if one.parent_span.overlaps(at))
        spans = [one.span for one in (*pairs, *grown)]
        if not spans:
            if any(span.overlaps(at) for span in comparison.dropped):
                yield Step(child.id, None, "", "dropped")
            return
        at = max(spans, key=lambda span: (sum(span.overlaps(other) for other in spans), span.end - span.start))
        kind: StepKind = "sharpened" if grown else pairs[0].kind
        yield Step(child.id, at, child.quote(at), kind, grown)


def _factors(steps: Sequence[Step]) -> dict[str, float]:
    factors: dict[str, float] = {}
    for step in steps:
        for one in step.escalations:
            if one.factor is not None:
                factors[one.kind] = factors.get(one.kind, 1.0) * one.factor
    return {kind: float(f"{factor:.3g}") for kind, factor in factors.items()}


def _facts(issue: Issue) -> dict[str, Any]:
    meta = issue.doc.meta
    return {
        "id": issue.doc.id, "title": issue.title, "issuer": issue.issuer, "level": issue.level,
        "doc_number": meta.doc_number, "date": to_plain(issue.date),
    }  # fmt: skip


def _link_facts(link: Link) -> dict[str, Any]:
    comparison = link.comparison
    return {
        "child": link.child.doc.id, "parent": link.parent.doc.id, "found": link.found, "verdict": comparison.verdict,
        "copied": comparison.copied, "containment": comparison.containment, "gain": comparison.gain,
        "escalations": to_plain(comparison.escalations), "dropped": _quoted(link.parent.doc, comparison.dropped),
        "local": _quoted(link.child.doc, comparison.local), "residue": _quoted(link.child.doc, comparison.residue),
    }  # fmt: skip


def _quoted(doc: Document, spans: Iterable[Span]) -> list[dict[str, Any]]:
    return [{"span": list(span), "quote": doc.quote(span)} for span in spans]
