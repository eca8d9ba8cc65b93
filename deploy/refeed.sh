#!/usr/bin/env bash
# Sends recorded sales down the feed again: what the pipe or Firehose set aside, or everything recorded in a span of time.
# Sending a sale twice is harmless, the view sale_lines counts it once.
set -euo pipefail

usage() {
  cat <<'TEXT'
refeed.sh dead-letters [--stack NAME] [--region REGION] [--dry-run]
refeed.sh refused [FOLDER] [--stack NAME] [--region REGION] [--dry-run]
refeed.sh recorded FROM TO [--stack NAME] [--region REGION] [--dry-run]

  dead-letters   follows the positions in the dead-letter queue back into the table's stream and deletes a message when its
                 changes are on the feed. The stream remembers 24 hours; an older message is kept, and its time is named
                 for the other command.
  refused        sends what Firehose put under the error prefix, all of it or a folder such as processing-failed/2026/11/22.
                 The objects stay until they expire. Needs gadgetsales, or the .NET SDK to run it from here.
  recorded       reads the table and sends every sale with FROM <= recordedAt < TO, such as
                 2026-11-22T00:00:00Z 2026-11-22T06:00:00Z. A scan: it reads, and bills, the whole table.
  --dry-run      count, send and delete nothing
TEXT
}

die() { printf 'refeed.sh: %s\n' "$*" >&2; exit 1; }
needs() { command -v "$1" >/dev/null 2>&1 || die "$1 is missing: $2"; }

stack=gadgetsales dry_run=false words=()
while [ $# -gt 0 ]; do
  case $1 in
    -h | --help) usage; exit 0 ;;
    --dry-run) dry_run=true; shift ;;
    --stack) stack=${2:?--stack needs a value}; shift 2 ;;
    --region) export AWS_REGION=${2:?--region needs a value} AWS_DEFAULT_REGION=$2; shift 2 ;;
    --*) usage >&2; die "unknown option $1" ;;
    *) words+=("$1"); shift ;;
  esac
done

instant='^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?Z$'
case ${words[0]:-} in
  dead-letters) [ ${#words[@]} -eq 1 ] || die "dead-letters takes nothing more" ;;
  refused)
    [ ${#words[@]} -le 2 ] || die "refused takes one folder"
    [[ ${words[1]:-} =~ ^[A-Za-z0-9/_-]*$ ]] || die "refused takes a folder under errors/, such as processing-failed/2026/11/22"
    ;;
  recorded)
    [ ${#words[@]} -eq 3 ] || die "recorded needs FROM and TO"
    [[ ${words[1]} =~ $instant && ${words[2]} =~ $instant ]] || die "FROM and TO are UTC times such as 2026-11-22T00:00:00Z"
    [[ ${words[1]} < ${words[2]} ]] || die "FROM must be before TO"
    ;;
  *) usage >&2; exit 1 ;;
esac
needs aws "install the AWS CLI v2"
needs jq "apt install jq, or https://jqlang.org"
export AWS_PAGER=''

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

output() {
  local found
  found=$(aws cloudformation describe-stacks --stack-name "$stack-pipeline" --output text \
    --query "Stacks[0].Outputs[?OutputKey=='$1'].OutputValue")
  case $found in '' | None) die "stack $stack-pipeline has no output $1" ;; esac
  printf '%s' "$found"
}

# Kinesis takes part of a request and says which: only the rest is sent again.
put() {
  local batch=$1 answer
  for pause in 1 1 2 4 8 16 32 0; do
    answer=$(aws kinesis put-records --stream-name "$stream" --records "file://$batch" --output json)
    [ "$(jq .FailedRecordCount <<<"$answer")" != 0 ] || return 0
    jq --argjson answer "$answer" '[. as $sent | $answer.Records | to_entries[] | select(.value.ErrorCode) | $sent[.key]]' "$batch" >"$batch.rest"
    mv "$batch.rest" "$batch"
    sleep "$pause"
  done
  die "Kinesis refuses $(jq length "$batch") records: $(jq -r '[.Records[].ErrorMessage // empty][0]' <<<"$answer")"
}

# feed FILE: a line holds a change in the shape of a table's stream. At most 500 records and 3 MB a request.
feed() {
  local part
  rm -f "$work"/part.*
  split -C 3m -a 5 "$1" "$work/part."
  for part in "$work"/part.*; do
    [ -s "$part" ] || continue
    split -l 500 -a 5 --additional-suffix=.lines "$part" "$part."
  done
  for part in "$work"/part.*.lines; do
    [ -s "$part" ] || continue
    jq -s '[.[] | {Data: (tojson | @base64), PartitionKey: .dynamodb.Keys.sale_id.S}]' "$part" >"$part.json"
    put "$part.json"
  done
}

total=0
# send FILE: feeds and counts, or only counts.
send() {
  total=$((total + $(wc -l <"$1")))
  $dry_run || feed "$1"
}

refeed_recorded() {
  local table token='' next
  table=$(output TableName)
  while :; do
    aws dynamodb scan --table-name "$table" --max-items 1000 ${token:+--starting-token "$token"} --output json \
      --filter-expression 'recordedAt >= :from AND recordedAt < :to' \
      --expression-attribute-values "{\":from\":{\"S\":\"$1\"},\":to\":{\"S\":\"$2\"}}" >"$work/page"
    jq -c '.Items[] | {eventID: ("refeed-" + .sale_id.S), eventName: "INSERT", dynamodb: {Keys: {sale_id: .sale_id}, NewImage: .}}' \
      "$work/page" >"$work/changes"
    send "$work/changes"
    next=$(jq -r '.NextToken // empty' "$work/page")
    [ -n "$next" ] || break
    token=$next
  done
}

# changes_of MESSAGE FILE: the changes between the message's two positions; fails when the stream no longer has them.
changes_of() {
  local shard from to stream_arn iterator empty=0
  shard=$(jq -r .DDBStreamBatchInfo.shardId <<<"$1")
  from=$(jq -r .DDBStreamBatchInfo.startSequenceNumber <<<"$1")
  to=$(jq -r .DDBStreamBatchInfo.endSequenceNumber <<<"$1")
  stream_arn=$(jq -r .DDBStreamBatchInfo.streamArn <<<"$1")
  iterator=$(aws dynamodbstreams get-shard-iterator --stream-arn "$stream_arn" --shard-id "$shard" \
    --shard-iterator-type AT_SEQUENCE_NUMBER --sequence-number "$from" --query ShardIterator --output text) || return 1
  : >"$2"
  # Sequence numbers are too long for numbers: compared by length, then as text.
  while [ -n "$iterator" ]; do
    aws dynamodbstreams get-records --shard-iterator "$iterator" --output json >"$work/records" || return 1
    jq -c --arg to "$to" '.Records[] | select(.dynamodb.SequenceNumber as $at | [($at | length), $at] <= [($to | length), $to])' "$work/records" >>"$2"
    if jq -e --arg to "$to" '.Records | any(.dynamodb.SequenceNumber as $at | [($at | length), $at] >= [($to | length), $to])' "$work/records" >/dev/null; then return 0; fi
    # Pages may be empty before the next record; so many in a row mean that it is gone.
    if [ "$(jq '.Records | length' "$work/records")" = 0 ]; then empty=$((empty + 1)); else empty=0; fi
    [ "$empty" -lt 100 ] || return 1
    iterator=$(jq -r '.NextShardIterator // empty' "$work/records")
  done
  # A closed shard ends without the last position when that record is gone.
  return 1
}

refeed_dead_letters() {
  local queue message body receipt kept=0
  queue=$(output DeadLettersUrl)
  while :; do
    message=$(aws sqs receive-message --queue-url "$queue" --visibility-timeout 900 --wait-time-seconds 2 --output json)
    if [ -z "$message" ] || [ "$(jq '.Messages // [] | length' <<<"$message")" = 0 ]; then break; fi
    body=$(jq -r '.Messages[0].Body' <<<"$message")
    receipt=$(jq -r '.Messages[0].ReceiptHandle' <<<"$message")
    if changes_of "$body" "$work/changes"; then
      send "$work/changes"
      $dry_run || aws sqs delete-message --queue-url "$queue" --receipt-handle "$receipt"
    else
      kept=$((kept + 1))
      printf 'refeed.sh: the stream no longer has the changes from %s on: refeed.sh recorded from then to an hour later\n' \
        "$(jq -r .DDBStreamBatchInfo.approximateArrivalOfFirstRecord <<<"$body")" >&2
    fi
  done
  [ "$kept" = 0 ] || failed=true
}

replay() {
  if type -P gadgetsales >/dev/null; then
    gadgetsales replay "$@"
  else
    needs dotnet "install gadgetsales, or the .NET SDK of global.json"
    dotnet run --project "$(dirname "$0")/../src/GadgetSales.Cli" -- replay "$@"
  fi
}

refeed_refused() {
  local bucket request status=0
  bucket=$(output LakeBucketName)
  mkdir "$work/errors"
  aws s3 cp "s3://$bucket/errors/${1:+${1%/}/}" "$work/errors" --recursive --only-show-errors
  replay "$work/errors" --to "$work/requests" >&2 || status=$?
  # 1: what is neither a change nor rows was named and left out.
  case $status in
    0) ;;
    1) failed=true ;;
    *) die "gadgetsales replay could not read what is there" ;;
  esac
  for request in "$work"/requests/*.json; do
    [ -e "$request" ] || continue
    total=$((total + $(jq length "$request")))
    $dry_run || put "$request"
  done
}

failed=false
stream=$(output StreamName)
case ${words[0]} in
  dead-letters) refeed_dead_letters ;;
  refused) refeed_refused "${words[1]:-}" ;;
  # Without the Z a time compares rightly with times that have fractions of a second.
  recorded) refeed_recorded "${words[1]%Z}" "${words[2]%Z}" ;;
esac
if $dry_run; then echo "$total changes would be sent"; else echo "$total changes sent"; fi
if $failed; then exit 1; fi
