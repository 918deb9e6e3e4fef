# Dateline in a container: the weights come with the packages, so it starts without a network.
#   docker compose up -d
FROM python:3.11-slim

# PyTorch's own index of CPU builds: elsewhere pip takes a CUDA build of several GB on Linux.
# See https://pytorch.org/get-started/locally/
ARG TORCH_INDEX=https://download.pytorch.org/whl/cpu

ENV PYTHONUNBUFFERED=1 \
    PIP_NO_CACHE_DIR=1 \
    PIP_DISABLE_PIP_VERSION_CHECK=1

RUN pip install "torch==2.13.*" --index-url "$TORCH_INDEX"

WORKDIR /app
COPY pyproject.toml README.md LICENSE ./
COPY index ./index
COPY bot ./bot
RUN pip install .

RUN useradd --create-home --uid 1000 dateline \
    && install --directory --owner=dateline /data
USER dateline
WORKDIR /home/dateline

ENV DATELINE_HOME=/data \
    HF_HUB_OFFLINE=1
VOLUME /data

HEALTHCHECK --interval=30s --timeout=20s --start-period=60s \
    CMD ["dateline", "doctor", "--live"]

ENTRYPOINT ["dateline"]
CMD ["run"]
