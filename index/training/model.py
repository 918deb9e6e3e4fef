"""The reader as PyTorch sees it: a BERT encoder with a head for spans and a head for whether there is one."""

from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import BertModel

INPUTS = ("input_ids", "attention_mask", "token_type_ids")
OUTPUTS = ("starts", "ends", "answers")


class ReaderModel(nn.Module):
    """Scores every token as the start and the end of an answer, and the paragraph as an answer at all.

    Position 0, ``[CLS]``, stands for "no answer here" among the starts and ends (Devlin et al. 2019, section 4.3).

    Args:
        folder: Where the encoder's weights and configuration are.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__()
        # The plain attention: on CPU its backward pass takes a third of the time of the fused one's.
        self.encoder = BertModel.from_pretrained(
            str(folder),
            add_pooling_layer=False,
            attn_implementation="eager",
            hidden_dropout_prob=0.0,
            attention_probs_dropout_prob=0.0,
        )
        width = self.encoder.config.hidden_size
        self.span = nn.Linear(width, 2)
        self.gather = nn.Linear(width, width)
        self.verdict = nn.Linear(width, 1)

    def forward(self, input_ids: Tensor, attention_mask: Tensor, token_type_ids: Tensor) -> tuple[Tensor, ...]:
        """Return starts and ends, shape (texts, tokens), and the log-odds of an answer, shape (texts,).

        Tokens that cannot be an answer's score as starts and ends like any other: the caller leaves them out.
        """
        hidden = self.encoder(
            input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids
        ).last_hidden_state
        starts, ends = self.span(hidden).unbind(-1)
        verdict = self.verdict(torch.tanh(self.gather(hidden[:, 0]))).squeeze(-1)
        return starts, ends, verdict


def loss(
    outputs: tuple[Tensor, ...], allowed: Tensor, targets: Tensor, weights: Tensor, answerable: Tensor
) -> tuple[Tensor, Tensor]:
    """Return the summed losses of a batch: of the spans, and of the verdicts.

    Several right places count together (marginal likelihood, Clark and Gardner 2018): the model may choose.

    Args:
        outputs: What the model returned.
        allowed: Which tokens may be chosen, shape (texts, tokens): the paragraph's, and ``[CLS]``.
        targets: First and last token of each right place, shape (texts, places, 2); ``[CLS]`` for none.
        weights: 0 for a right place, minus infinity for filling, shape (texts, places).
        answerable: 1 or 0, shape (texts,).
    """
    starts, ends, verdict = (each.float() for each in outputs)
    starts = starts.masked_fill(~allowed, -torch.inf).log_softmax(-1)
    ends = ends.masked_fill(~allowed, -torch.inf).log_softmax(-1)
    places = starts.gather(1, targets[..., 0]) + ends.gather(1, targets[..., 1]) + weights
    spans = -places.logsumexp(-1).sum()
    return spans, nn.functional.binary_cross_entropy_with_logits(verdict, answerable, reduction="sum")
