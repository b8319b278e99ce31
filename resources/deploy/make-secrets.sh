#!/bin/sh
# Makes what compose.yaml needs and nobody should read, in ./secrets or the folder that is named. What is there stays as it is.
set -eu
umask 077
folder="${1:-secrets}"
mkdir -p "$folder"
cd "$folder"

# make FILE COMMAND: the containers' users are others than whoever owns the files, so all may read them, in a folder that only its
# owner enters.
make() {
  file="$1"
  shift
  if [ -e "$file" ]; then return; fi
  "$@" >"$file.new"
  chmod 444 "$file.new"
  mv "$file.new" "$file"
}

self_signed() {
  name="${HOST_NAME:-localhost}"
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 90 -subj "/CN=$name" \
    -addext "subjectAltName=DNS:$name" -keyout - -out - 2>/dev/null
}

make jwt-secret openssl rand -hex 32
make metrics-secret openssl rand -hex 32
make database-owner-password openssl rand -hex 24
make database-password openssl rand -hex 24
make database-address printf 'postgres://frontdesk:%s@database/frontdesk\n' "$(cat database-password)"
make grafana-password openssl rand -hex 24
# To try it out, until your own is there: the key and the certificate with its chain, in one file.
make certificate.pem self_signed
