# Stage one: the locked dependencies, then Goalframe's own wheel, in one virtual environment.
FROM python:3.13.18-slim AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
WORKDIR /src
RUN python -m venv /opt/goalframe && pip install uv==0.13.9
COPY requirements.txt ./
RUN /opt/goalframe/bin/pip install --require-hashes --only-binary :all: -r requirements.txt
COPY LICENSE README.md pyproject.toml ./
COPY bot bot
COPY canon canon
COPY db db
RUN uv build --wheel --no-python-downloads --out-dir /dist && /opt/goalframe/bin/pip install --no-deps --no-index /dist/*.whl

# Stage two: what runs. It writes to /data alone, so the rest may be mounted read-only.
FROM python:3.13.18-slim
RUN useradd --uid 10001 --user-group --no-create-home --home-dir /data --shell /usr/sbin/nologin goalframe \
    && install --directory --owner=10001 --group=10001 --mode=0700 /data
COPY --from=build /opt/goalframe /opt/goalframe
ENV PATH="/opt/goalframe/bin:$PATH" \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    DATABASE_URL=sqlite:////data/goalframe.db \
    PORT=3000
USER 10001:10001
WORKDIR /data
VOLUME /data
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 \
    CMD ["python", "-c", "import http.client, os, sys; c = http.client.HTTPConnection('127.0.0.1', int(os.environ['PORT']), timeout=4); c.request('GET', '/healthz'); sys.exit(c.getresponse().status != 200)"]
ENTRYPOINT ["goalframe", "run", "--host", "0.0.0.0"]
