"""Every setting, its default and its bounds, read from the environment and from ``.env``."""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.errors import BadSettings
from index.errors import BadCorpusName
from index.library import check_name
from index.retrieval import embedding, reader


class Settings(BaseSettings):
    """What an operator can set. A variable of the environment wins over a line of ``.env``.

    Attributes:
        dateline_home: The folder that holds the archive and the indexes.
        embedding_model: ``all-MiniLM-L6-v2`` (bundled), or a folder or hub id of a sentence-transformers model.
        reader_model: ``bundled``, the path of an ONNX file that ``python -m index.training`` wrote, or a folder or
            hub id of an extractive question-answering checkpoint.
        open_corpora: How many corpora are kept open at once; each open one holds about 4 MB and 6 threads.
        log_level: What is written to standard error.
        discord_token: The bot's token, which only `dateline run` needs.
        shared_corpora: The corpora that every server reads unless its admins turn them off.
    """

    model_config = SettingsConfigDict(env_file=".env", env_ignore_empty=True, extra="forbid", frozen=True)

    dateline_home: Path = Path("data")
    embedding_model: str = embedding.BUNDLED
    reader_model: str = reader.BUNDLED
    open_corpora: int = Field(default=8, ge=1, le=256)
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "WARNING"
    discord_token: SecretStr = SecretStr("")
    shared_corpora: Annotated[tuple[str, ...], NoDecode] = ("main",)

    @field_validator("shared_corpora", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        """Read names parted by commas, as they are written in ``.env``."""
        if not isinstance(value, str):
            return value
        names = tuple(name.strip() for name in value.split(",") if name.strip())
        for name in names:
            try:
                check_name(name)
            except BadCorpusName as error:
                raise ValueError(str(error)) from error
        return names


def load() -> Settings:
    """Read the settings.

    Raises:
        BadSettings: One of them is malformed or unknown; the message names it and says what it may be.
    """
    try:
        return Settings()
    except ValidationError as error:
        faults = "; ".join(
            f"{'.'.join(map(str, fault['loc'])).upper()}: {_reason(fault['type'], fault['msg'])}"
            for fault in error.errors()
        )
        raise BadSettings(f"Settings are wrong. {faults}. See .env.example for what each may be.") from error
    except OSError as error:
        raise BadSettings("The file .env cannot be read. Check its permissions.") from error


def _reason(kind: str, message: str) -> str:
    return "there is no such setting" if kind == "extra_forbidden" else message
