"""The project page: the sheet with its examples as starts, the class and the other classes (G13, G14, G16)."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from stagemap.core.programme import ProjectExample
from stagemap.core.refusals import Impossible
from stagemap.kit import htmx
from stagemap.kit.http import Request
from stagemap.kit.pages import language
from stagemap.planning import access, queries, services
from stagemap.planning.forms import ClassForm, ExtraClassForm, ProjectForm
from stagemap.planning.queries import Desk
from stagemap.planning.services import ProjectFields, StaleProject

UNPROCESSABLE, CONFLICT = 422, 409


@require_http_methods(["GET", "HEAD", "POST"])
def project(request: Request, placement_id: int) -> HttpResponse:
    """The sheet: read it, begin from an example (``?example=``), write it."""
    plan = access.get_for(request.viewer, placement_id, request.action)
    desk = queries.desk_of(plan, today=request.today, language=language())
    if request.method != "POST":
        return _page(request, desk, form=_form(desk, request.GET.get("example", "")))
    form = ProjectForm(request.POST)
    if not form.is_valid():
        return _page(request, desk, form=form, status=UNPROCESSABLE)
    try:
        services.write_project(
            plan=plan,
            revision=form.cleaned_data["revision"],
            fields=form.fields_of_project(),
            by=request.viewer,
            at=request.now,
        )
    except StaleProject as stale:
        return _stale(request, desk, stale)
    return _saved(request, placement_id)


@require_POST
def project_class(request: Request, placement_id: int) -> HttpResponse:
    """Name the one class of the project."""
    plan = access.get_for(request.viewer, placement_id, request.action)
    desk = queries.desk_of(plan, today=request.today, language=language())
    form = ClassForm(request.POST, edition=desk.edition)
    if not form.is_valid():
        return _page(request, desk, class_form=form, status=UNPROCESSABLE)
    read = form.cleaned_data
    services.set_class(plan=plan, label=read["label"], grades=tuple(read["grades"]), by=request.viewer, at=request.now)
    return _saved(request, placement_id)


@require_POST
def extra_class(request: Request, placement_id: int) -> HttpResponse:
    """Let another class take part, with the reason."""
    plan = access.get_for(request.viewer, placement_id, request.action)
    form = ExtraClassForm(request.POST)
    if form.is_valid():
        try:
            services.add_extra_class(plan=plan, **form.cleaned_data, by=request.viewer, at=request.now)
        except Impossible as refused:
            form.add_error("label", _(refused.reason) % refused.values)
        else:
            return _saved(request, placement_id)
    desk = queries.desk_of(plan, today=request.today, language=language())
    return _page(request, desk, extra_form=form, status=UNPROCESSABLE)


@require_POST
def extra_class_removal(request: Request, placement_id: int, extra_class_id: int) -> HttpResponse:
    """Let a class take part no longer."""
    extra = access.extra_class_for(request.viewer, placement_id, extra_class_id, request.action)
    services.remove_extra_class(plan=extra.plan, extra_class_id=extra.pk, by=request.viewer, at=request.now)
    return _saved(request, placement_id)


def _saved(request: Request, placement_id: int) -> HttpResponse:
    return htmx.done(request, reverse("planning:project", args=[placement_id]), toast=_("Saved."))


def _form(desk: Desk, example_key: str) -> ProjectForm:
    """The sheet as it stands; an example fills the fields that are still empty, and nothing else."""
    fields = asdict(_now(desk))
    example = next((each for each in desk.edition.project_examples if each.key == example_key), None)
    if example is not None:
        fields |= {name: text for name, text in _start(example, language()).items() if not fields[name]}
        fields["example"] = example.key
    return ProjectForm(initial=fields | {"revision": desk.plan.project_revision})


def _start(example: ProjectExample, said: str) -> dict[str, str]:
    return {
        "description": example.description.in_(said),
        "goals": "\n".join(goal.in_(said) for goal in example.goals),
    }


def _now(desk: Desk) -> ProjectFields:
    return services.project_of(desk.plan)


def _page(request: Request, desk: Desk, *, status: int = 200, **forms: Any) -> HttpResponse:
    """The page; ``forms`` are those of its three that were sent: ``form``, ``class_form``, ``extra_form``."""
    placement = desk.plan.placement
    known = {"label": placement.class_label, "grades": placement.grades}
    address = reverse("planning:project", args=[placement.pk])
    context: dict[str, Any] = {
        "plan": desk.plan,
        "form": forms.get("form") or _form(desk, ""),
        "class_form": forms.get("class_form") or ClassForm(edition=desk.edition, initial=known),
        "extra_form": forms.get("extra_form") or ExtraClassForm(),
        "examples": _examples(desk, address),
        "begun": bool(desk.plan.description),
        "classes": [
            {"line": line, "url": reverse("planning:extra_class_removal", args=[placement.pk, line.id])}
            for line in desk.parts.classes
        ],
        "urls": {
            "planner": reverse("planning:planner", args=[placement.pk]),
            "project": address,
            "class": reverse("planning:project_class", args=[placement.pk]),
            "classes": reverse("planning:extra_class", args=[placement.pk]),
        },
    }
    return render(request, "planning/project.html", context, status=status)


def _examples(desk: Desk, address: str) -> list[dict[str, str]]:
    said = language()
    return [
        {
            "name": each.name.in_(said),
            "text": each.description.in_(said),
            "url": f"{address}?{urlencode({'example': each.key})}",
        }
        for each in desk.edition.project_examples
    ]


def _stale(request: Request, desk: Desk, stale: StaleProject) -> HttpResponse:
    """Both texts side by side; nothing is lost, and the student chooses field by field."""
    mine, theirs = asdict(stale.mine), asdict(stale.theirs)
    form = ProjectForm(initial=mine | {"revision": stale.revision})
    rows = [
        {"field": form[name], "theirs": _said(theirs[name]), "differs": mine[name] != theirs[name]}
        for name in ("description", "goals", "desired_result", "questions", "learning_goals")
    ]
    context = {
        "form": form,
        "rows": rows,
        "reason": _(stale.reason),
        "project_url": reverse("planning:project", args=[desk.plan.placement_id]),
    }
    return render(request, "planning/project_stale.html", context, status=CONFLICT)


def _said(value: str | tuple[str, ...]) -> str:
    return "\n".join(value) if isinstance(value, tuple) else value
