#!/bin/sh
# Stores the secrets of this example in the selected stack, encrypted. It asks for each value, or
# reads them from a pipe, one per line.
exec sh "$(dirname "$0")/../set-secrets.sh" \
  'dex.connectors[0].clientSecret'
