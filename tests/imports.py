"""Import every direct dependency: what fails to import is better known before anything else runs."""

import importlib
import re
import tomllib
import warnings
from importlib import metadata
from itertools import chain
from pathlib import Path

project = tomllib.loads((Path(__file__).parent.parent / "pyproject.toml").read_text())["project"]
requirements = project["dependencies"] + [*chain(*project["optional-dependencies"].values())]
names = {re.split(r"[^\w.-]", each)[0] for each in requirements}
providers = metadata.packages_distributions()
warnings.filterwarnings("ignore", "'audioop' is deprecated", DeprecationWarning)
for name in sorted(names):
    modules = [
        module
        for module, owners in providers.items()
        if name.lower().replace("_", "-") in {owner.lower().replace("_", "-") for owner in owners}
        and not module.startswith("_")
    ]
    if not modules:
        raise SystemExit(f"{name} is a dependency but brings no module")
    for module in modules:
        importlib.import_module(module)
print(f"{len(names)} dependencies import")  # noqa: T201 - this file is a command
