"""The operator's settings: environment variables, checked at start and named in the error."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from outreach.mail import checked_sender, mail_server

ROOT = Path(__file__).resolve().parent.parent


class SettingsError(Exception):
    """A setting is missing or wrong; the message names the variable and what it may be."""


class Settings(BaseSettings):
    """Every setting with its default. The name in the environment is the upper-case field name."""

    model_config = SettingsConfigDict(extra="ignore", frozen=True)

    host: str = Field("127.0.0.1", description="Address the site listens on.")
    port: int = Field(8000, ge=1, le=65535, description="Port the site listens on.")
    base_url: str = Field(
        "", description="Public address of the site, such as https://ask.acme.example."
    )
    data_dir: Path = Field(
        ROOT / "var", description="Folder for the database, the secret and locks."
    )
    flows_dir: Path = Field(ROOT / "flows", description="Folder with the flow files.")
    database_url: str = Field(
        "", description="sqlite:///… or postgresql://…; empty: SQLite in DATA_DIR."
    )
    synchronous: Literal["FULL", "NORMAL"] = Field(
        "FULL", description="SQLite: FULL keeps every acknowledged answer through a power cut."
    )
    secret_key: str = Field(
        "", description="Signs cookies and tokens; empty: made once in DATA_DIR."
    )
    rate_limit: Literal["on", "off"] = Field("on", description="off only for benchmarks.")
    redis_url: str = Field(
        "", description="Shares rate limits between machines; empty: between its processes."
    )
    workers: int = Field(2, ge=1, le=64, description="Web processes.")
    trusted_proxies: int = Field(
        0, ge=0, le=8, description="Proxies in front that set X-Forwarded-*."
    )
    rasa_flow: str = Field(
        "", description="Flow that Rasa clients play who name none; empty: the first chat."
    )
    action_server_url: str = Field(
        "",
        description="Rasa action server, such as http://127.0.0.1:5055/webhook; empty: in process.",
    )
    action_timeout: float = Field(5.0, gt=0, le=60, description="Seconds an action may take.")
    smtp_url: str = Field(
        "",
        description="Mail server: smtp://user:password@host:587, smtps://…; console: prints mails.",
    )
    mail_from: str = Field(
        "",
        validate_default=True,
        description="Sender of mails, such as Acme <hello@acme.example>.",
    )
    sms_url: str = Field(
        "", description="Gateway that takes short messages as JSON; empty: they are printed."
    )
    sms_token: str = Field("", description="Sent to SMS_URL as a bearer token.")
    lead_rules: Literal["ask", "auto"] = Field(
        "ask",
        description="A changed lead.yml: ask waits until somebody applies it, auto does not.",
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        "info", description="Least level logged."
    )

    @field_validator("base_url")
    @classmethod
    def _base_url(cls, value: str) -> str:
        if value and not value.startswith(("http://", "https://")):
            raise ValueError("must begin with http:// or https://")
        return value.rstrip("/")

    @field_validator("database_url")
    @classmethod
    def _database_url(cls, value: str) -> str:
        if value and not value.startswith(
            ("sqlite:", "postgres:", "postgresql:", "postgresql+psycopg:")
        ):
            raise ValueError("must begin with sqlite:/// or postgresql://")
        return value

    @field_validator("secret_key")
    @classmethod
    def _secret_key(cls, value: str) -> str:
        if value and len(value) < 32:
            raise ValueError("must be 32 characters or more; leave it empty to have one made")
        return value

    @field_validator("action_server_url", "redis_url")
    @classmethod
    def _service_url(cls, value: str) -> str:
        if value and "://" not in value:
            raise ValueError("must be a URL")
        return value

    @field_validator("smtp_url")
    @classmethod
    def _smtp_url(cls, value: str) -> str:
        mail_server(value, "nobody@localhost")
        return value

    @field_validator("mail_from")
    @classmethod
    def _mail_from(cls, value: str, info: ValidationInfo) -> str:
        if value or info.data.get("smtp_url"):
            checked_sender(value)
        return value

    @field_validator("sms_url")
    @classmethod
    def _sms_url(cls, value: str) -> str:
        if value and not value.startswith(("http://", "https://")):
            raise ValueError("must begin with http:// or https://")
        return value

    @property
    def database(self) -> str:
        """The database's URL with the default filled in."""
        return self.database_url or f"sqlite:///{self.data_dir / 'lodestone.sqlite3'}"

    @property
    def public_url(self) -> str:
        """Where visitors reach the site, without a closing slash."""
        return self.base_url or f"http://{self.host}:{self.port}"


def load_settings(**given: object) -> Settings:
    """Read the environment; raises `SettingsError` with one line for each wrong variable."""
    try:
        return Settings(**given)  # type: ignore[arg-type]
    except ValidationError as error:
        lines = [
            _complaint(str(item["loc"][0]), item["msg"], item["input"]) for item in error.errors()
        ]
        raise SettingsError("Settings that need mending:\n  " + "\n  ".join(lines)) from None


def _complaint(name: str, message: str, given: object) -> str:
    said = message.removeprefix("Value error, ").removeprefix("Input ")
    # Addresses may hold passwords, and what is printed may be logged.
    hidden = name.endswith(("_url", "_token")) or name == "secret_key"
    shown = "" if hidden else f" (it is {given!r})"
    return f"{name.upper()}: {said}{shown}"


def check_folders(settings: Settings) -> None:
    """Raises `SettingsError` where DATA_DIR cannot be written to or FLOWS_DIR is not there."""
    if not settings.flows_dir.is_dir():
        raise SettingsError(f"FLOWS_DIR: there is no folder {settings.flows_dir}")
    mark = settings.data_dir / f".written-{secrets.token_hex(4)}"
    try:
        settings.data_dir.mkdir(parents=True, exist_ok=True)
        mark.touch()
        mark.unlink()
    except OSError as error:
        raise SettingsError(
            f"DATA_DIR: {settings.data_dir} cannot be written to ({error.strerror})"
        ) from None


def secret_of(settings: Settings) -> str:
    """The signing secret: SECRET_KEY, else the one kept in DATA_DIR, made at first start."""
    if settings.secret_key:
        return settings.secret_key
    path = settings.data_dir / "secret_key"
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="ascii") as file:
            path.chmod(0o600)
            file.write(secrets.token_urlsafe(48))
    except FileExistsError:
        pass
    secret = path.read_text("ascii").strip()
    if len(secret) < 32:
        raise SettingsError(f"SECRET_KEY: {path} is too short; delete it and start again")
    return secret
