"""The repository's own files agree with each other and hold nothing that does not belong in public."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import tomllib
from pathlib import Path

import pytest
import typer
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

import greentwin
from greentwin.study.cli import app

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
CITATION = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
CONDA = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
TABLES = json.loads((ROOT / "data/datapackage.json").read_text(encoding="utf-8"))["resources"]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
SHARE_ALIKE = {"CC-BY-SA-4.0", "ODbL-1.0"}


def tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def texts() -> list[tuple[str, str]]:
    found = []
    for path in tracked():
        content = path.read_bytes()
        if b"\0" not in content:
            found.append((path.relative_to(ROOT).as_posix(), content.decode("utf-8")))
    assert found
    return found


def places_of(pattern: str) -> list[str]:
    """Name file and line of every match of a pattern in the files of the repository."""
    expression = re.compile(pattern)
    return [
        f"{name}:{number}: {match[0]}"
        for name, text in texts()
        for number, line in enumerate(text.splitlines(), start=1)
        for match in expression.finditer(line)
    ]


def locked(name: str) -> dict[str, set[str]]:
    """Return the versions that a requirements file pins, by package."""
    pins: dict[str, set[str]] = {}
    for line in (ROOT / name).read_text(encoding="utf-8").splitlines():
        if re.match(r"[A-Za-z0-9]", line):
            requirement = Requirement(line.rstrip("\\ "))
            (pin,) = requirement.specifier
            assert pin.operator == "==", line
            pins.setdefault(canonicalize_name(requirement.name), set()).add(pin.version)
    return pins


def test_the_version_is_the_same_everywhere():
    assert CITATION["version"] == PROJECT["project"]["version"] == greentwin.__version__


def test_the_citation_names_the_project_as_its_package_does():
    assert CITATION["cff-version"] == "1.2.0"
    assert CITATION["type"] == "software"
    assert CITATION["authors"] == PROJECT["project"]["authors"]
    assert CITATION["license"] == PROJECT["project"]["license"].split(" AND ")[0]
    assert set(PROJECT["project"]["keywords"]) <= set(CITATION["keywords"])
    assert {"message", "title", "abstract"} <= set(CITATION)
    assert not {"doi", "url", "repository-code", "identifiers"} & set(CITATION)


def test_the_changelog_knows_the_version_or_what_is_to_come():
    headings = re.findall(r"^## \[(.+?)\]", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert headings[0] == "Unreleased" or headings[0] == greentwin.__version__
    assert all(Version(heading) for heading in headings if heading != "Unreleased")


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_stored_clean_with_a_parameters_cell(path):
    notebook = json.loads(path.read_text(encoding="utf-8"))
    assert (notebook["nbformat"], notebook["nbformat_minor"]) == (4, 5)
    assert notebook["metadata"]["kernelspec"]["name"] == "python3"
    assert not {"papermill", "widgets"} & set(notebook["metadata"])
    code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    for cell in code:
        assert cell["outputs"] == []
        assert cell["execution_count"] is None
        assert not {"papermill", "execution"} & set(cell["metadata"])
    assert [cell["metadata"].get("tags", []).count("parameters") for cell in code].count(1) == 1
    identifiers = [cell["id"] for cell in notebook["cells"]]
    assert len(set(identifiers)) == len(identifiers)


def test_there_are_notebooks():
    assert NOTEBOOKS


def test_the_conda_environment_has_the_python_of_the_package():
    python = next(Requirement(entry) for entry in CONDA["dependencies"] if str(entry).startswith("python"))
    assert str(python.specifier) == PROJECT["project"]["requires-python"]
    assert "pip" in CONDA["dependencies"]
    assert CONDA["name"] == PROJECT["project"]["name"]


def test_the_conda_environment_installs_the_lock_and_the_package():
    (pip,) = (entry["pip"] for entry in CONDA["dependencies"] if isinstance(entry, dict))
    lock, package = pip
    assert shlex.split(lock)[0] == "-r"
    assert (ROOT / shlex.split(lock)[1]).is_file()
    extras = re.fullmatch(r"-e \.\[(.+)\]", package)[1].split(",")
    assert set(extras) <= set(PROJECT["project"]["optional-dependencies"])
    wanted = PROJECT["project"]["dependencies"] + [
        line for extra in extras for line in PROJECT["project"]["optional-dependencies"][extra]
    ]
    pins = locked(shlex.split(lock)[1])
    for requirement in map(Requirement, wanted):
        versions = pins[canonicalize_name(requirement.name)]
        assert all(version in requirement.specifier for version in versions), requirement


def test_all_locks_pin_the_same_versions():
    packages = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))["package"]
    versions: dict[str, set[str]] = {}
    for package in packages:
        versions.setdefault(package["name"], set()).add(package.get("version", ""))
    pins = locked("requirements.lock.txt")
    assert pins == locked("requirements.conda.txt")
    assert all(found <= versions[name] for name, found in pins.items())


def test_every_line_of_the_lock_has_a_hash():
    text = (ROOT / "requirements.lock.txt").read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if re.match(r"[A-Za-z0-9]", line)]
    assert lines
    assert all("--hash=sha256:" in line for line in lines)


def test_packages_come_from_the_public_index():
    lock = (ROOT / "uv.lock").read_text(encoding="utf-8")
    assert set(re.findall(r'registry = "([^"]+)"', lock)) == {"https://pypi.org/simple"}
    assert {url.split("/")[2] for url in re.findall(r'url = "([^"]+)"', lock)} == {"files.pythonhosted.org"}


def test_no_file_names_a_folder_of_the_machine_it_was_made_on():
    folders = "|".join(("work", "root", "home/[a-z]", "Users/[A-Za-z]"))
    assert places_of(rf"(?<![\w./:-])/(?:{folders})[\w-]*/") == []


def test_no_file_holds_an_address_of_a_person():
    assert places_of(r"[\w.+-]+@[\w-]+\.[a-z]{2,}") == []


def test_no_module_is_left_unwritten():
    assert places_of('"""' + "Placeholder") == []


def test_licence_texts_agree():
    licences = ROOT / "LICENSES"
    assert (licences / "MIT.txt").read_bytes() == (ROOT / "LICENSE").read_bytes()
    font = ROOT / "src/greentwin/plotting/fonts/OFL.txt"
    assert (licences / "OFL-1.1.txt").read_bytes() == font.read_bytes()
    guide = (licences / "README.md").read_text(encoding="utf-8")
    others = {path.name for path in licences.iterdir()} - {"README.md"}
    assert others == set(re.findall(r"\]\(([\w.-]+)\)", guide))


def test_share_alike_tables_stand_alone_and_are_named():
    guide = (ROOT / "LICENSES/README.md").read_text(encoding="utf-8")
    share_alike = [
        table for table in TABLES if SHARE_ALIKE & {licence["name"] for licence in table["licenses"]}
    ]
    assert share_alike
    for table in share_alike:
        assert len(table["licenses"]) == 1, table["name"]
        assert f"`{table['name']}`" in guide


def test_hooks_before_a_commit_fetch_nothing():
    configuration = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    hooks = [hook for repository in configuration["repos"] for hook in repository["hooks"]]
    tools = {Requirement(line).name for line in PROJECT["dependency-groups"]["dev"]}
    assert {repository["repo"] for repository in configuration["repos"]} == {"local"}
    assert {hook["language"] for hook in hooks} == {"system"}
    assert {hook["entry"].split()[0] for hook in hooks} <= {f".venv/bin/{tool}" for tool in tools}


@pytest.fixture(scope="module")
def guide():
    return (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def test_the_guide_names_only_files_that_exist(guide):
    named = {match.rstrip("/") for match in re.findall(r"`([\w.-]+/[\w./-]*|\.[\w.-]+)`", guide)}
    made = {".venv", "results", "_build", ".greentwin"}
    assert named
    assert {
        name
        for name in named
        if name.split("/")[0] not in made and "NAME" not in name and not (ROOT / name).exists()
    } == set()


def test_the_guide_names_only_commands_that_exist(guide):
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"`make ([a-z-]+)`", guide)) == targets - {"help", "clean"}
    commands = set(typer.main.get_command(app).commands)
    assert set(re.findall(r"\.venv/bin/greentwin ([a-z]+)", guide)) == commands


def test_the_families_of_runs_in_the_guide_are_well_formed(guide):
    for block in re.findall(r"```yaml\n(.*?)```", guide, re.DOTALL):
        for entry in yaml.safe_load(block):
            assert set(entry) <= {"notebook", "run", "title", "parameters", "grid"}
