"""What pyproject.toml cannot say: an installed copy brings the tool's own `mkdocs.yml` and `overrides/` along, which stand beside the package here."""

from pathlib import Path
from shutil import copy, copytree

from setuptools import setup
from setuptools.command.build_py import build_py


class WithHouse(build_py):
    """Copies both into `generator/house/`, where `judging.HOUSE` looks."""

    def run(self) -> None:
        super().run()
        if self.editable_mode:  # then the package is where it is, and both beside it
            return
        house = Path(self.build_lib) / "generator/house"
        house.mkdir(parents=True, exist_ok=True)
        copy("mkdocs.yml", house)
        copytree("overrides", house / "overrides", dirs_exist_ok=True)


setup(cmdclass={"build_py": WithHouse})
