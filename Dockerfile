# syntax=docker/dockerfile:1

# Service and command line, portable but for the native libraries.
FROM --platform=$BUILDPLATFORM mcr.microsoft.com/dotnet/sdk:10.0-noble AS build
ARG TARGETARCH
# The context has no repository to read tags from: without it the image says 0.2.0-preview.0.
ARG VERSION=
ENV DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
WORKDIR /source
COPY . .
RUN cpu=$([ "$TARGETARCH" = amd64 ] && echo x64 || echo "$TARGETARCH") \
 && for project in GadgetSales.Api GadgetSales.Cli; do \
      dotnet publish "src/$project" -c Release -o /app -p:NativePlatform="linux-$cpu" -p:UseAppHost=false -p:RestoreLockedMode=true -p:DebugType=none ${VERSION:+-p:MinVerVersionOverride=$VERSION} || exit 1; \
    done \
 && mkdir /empty

FROM busybox:1.37.0-musl AS probe

# No shell and no package manager; runs as app (1654). Only /data is written to, so the root file system may be read-only.
FROM mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled
WORKDIR /app
COPY --from=probe /bin/busybox /usr/local/bin/wget
COPY --from=build --chown=1654:1654 /empty /data
COPY --from=build /app .
ENV ASPNETCORE_HTTP_PORTS=8080 \
    Embedded__DataDirectory=/data \
    Auth__Mode=ApiKeys \
    Logging__Format=Json
VOLUME /data
EXPOSE 8080
USER 1654
HEALTHCHECK --interval=30s --timeout=3s --start-period=10s --start-interval=1s \
    CMD ["/usr/local/bin/wget", "-q", "-O", "/dev/null", "http://127.0.0.1:8080/health/live"]
ENTRYPOINT ["dotnet", "GadgetSales.Api.dll"]
