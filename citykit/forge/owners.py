"""CODEOWNERS: whom the forge asks for a review
(https://docs.github.com/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners)."""

from __future__ import annotations

from citykit.hub import Hub

HEAD = (
    "# Made by `citykit forge` from citykit.yml and the partners' files: change those.\n"
    "# The last line that fits counts.\n"
)
# What is the secretariat's alone, whatever stands above it.
KEPT = (
    "/content/terms/", "/content/moved.yml", "/citykit.yml", "/citykit/", "/hooks/", "/macros/",
    "/theme/", "/.ci/", "/.github/",
)  # fmt: skip


def owners(hub: Hub) -> str:
    """A partner's entry, and the resources that it wrote, are reviewed by the team that it names; all
    else by the secretariat."""
    secretariat = hub.config.secretariat
    lines = [f"* {secretariat}"] if secretariat else []
    for item in hub.catalogue.all("partner"):
        if not item.record.reviewers:
            continue
        teams = " ".join(item.record.reviewers)
        written = [
            resource
            for resource in hub.catalogue.naming(item, "resource")
            if item.id in resource.record.partners.get("author", ())
        ]
        for owned in (item, *written):
            stem = owned.entry.source.path.removesuffix(".md")
            lines += [f"/{stem}.md {teams}", f"/{stem}.*.md {teams}"]
    if secretariat:
        lines += [f"{path} {secretariat}" for path in KEPT]
    return HEAD + "".join(f"{line}\n" for line in lines)
