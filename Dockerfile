# Stages: the first has pip and makes the environment, the second writes down what is in it, the last has the environment
# and the bot only.
FROM python:3.13-slim AS build
COPY requirements.txt .
RUN python -m venv /venv \
    && /venv/bin/python -m pip install --disable-pip-version-check --no-cache-dir --require-hashes -r requirements.txt \
    && /venv/bin/python -m pip uninstall --yes --quiet pip
# What packages bring and the bot never reads: where phone numbers are, tests, sources of compiled modules.
RUN cd /venv/lib/python3.*/site-packages \
    && rm -r phonenumbers/geodata phonenumbers/carrierdata phonenumbers/tzdata \
    && find . -type d '(' -name tests -o -name testing ')' -prune -exec rm -r {} + \
    && find . -type f -regex '.*\.\(c\|cpp\|h\|pxd\|pyi\|pyx\)' -delete

FROM build AS materials
COPY requirements-audit.txt pyproject.toml ./
RUN python -m venv /audit \
    && /audit/bin/python -m pip install --disable-pip-version-check --no-cache-dir --require-hashes -r requirements-audit.txt \
    && /audit/bin/python -m cyclonedx_py environment --pyproject pyproject.toml --output-reproducible -o /sbom.cdx.json \
        /venv/bin/python

FROM python:3.13-slim
LABEL org.opencontainers.image.title="valuation-bot" \
    org.opencontainers.image.description="A Telegram chatbot through which a homeowner gets an instant valuation and an estate agent gets a lead." \
    org.opencontainers.image.version="0.1.0" \
    org.opencontainers.image.licenses="MIT"
# The number is fixed so that a volume's files keep their owner from one image to the next. The link is for the DATABASE_URL of
# .env.example: with --env-file it takes the place of the one that is set below, and has to end in the volume as well.
RUN groupadd --gid 10001 bot \
    && useradd --uid 10001 --gid bot --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin bot \
    && install -d -o bot -g bot -m 0700 /data \
    && install -d /app && ln -s /data /app/data
COPY --from=build /venv /venv
# What is in the image, in CycloneDX's format.
COPY --from=materials /sbom.cdx.json /app/sbom.cdx.json
WORKDIR /app
COPY conversations conversations
COPY bot bot
COPY sandbox sandbox
# Compiled here, since the bot's user may not write here: otherwise every start would compile again.
RUN /venv/bin/python -m compileall -q bot conversations sandbox

ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 DATABASE_URL=sqlite:////data/valuation-bot.db
USER bot
VOLUME /data
HEALTHCHECK --interval=30s --timeout=10s --start-period=20s CMD ["python", "-m", "bot", "health"]
# Token and key come from the environment when it is started: docker run --env-file .env. Nothing outside /data and /tmp is written:
# docs/running.md, "Docker", runs it read-only and without capabilities.
ENTRYPOINT ["python", "-m", "bot"]
CMD ["run"]
