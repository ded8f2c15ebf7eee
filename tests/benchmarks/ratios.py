# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""What benchmarks say: our figure beside a peer's from the same run. run.py collects it."""
import json
import os


def tell(name, ours, theirs, peer, unit="s"):
    """Prints both figures with their ratio, ours over the peer's: smaller is better."""
    ratio = ours / theirs
    print(f"{name:34s} {ours:9.2f} {unit}   {peer}: {theirs:.2f} {unit}   ratio {ratio:.2f}", flush=True)
    if "DEVSTACK_RATIOS" in os.environ:
        record = {"name": name, "ours": ours, "peer": peer, "theirs": theirs, "unit": unit, "ratio": ratio}
        with open(os.environ["DEVSTACK_RATIOS"], "a") as out:
            out.write(json.dumps(record) + "\n")
