#!/bin/sh
# Compiles the native sources in this folder, in the builder image: ./service, and ./empty beside it.
set -eu

# shellcheck disable=SC2046,SC2086 # files of arguments, as Quarkus writes them
native-image $(cat native-image.args) ${NATIVE_ARGS:-}
mv ./*-runner service
mkdir empty
