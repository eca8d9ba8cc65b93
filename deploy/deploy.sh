#!/usr/bin/env bash
# Builds, packages and deploys GadgetSales to the AWS account of the current credentials. See README.md beside this file.
set -euo pipefail

usage() {
  cat <<'TEXT'
deploy.sh [options] [pipeline parameters...]

  --stack NAME        prefix of the stacks (default gadgetsales): NAME-bootstrap, NAME-pipeline, NAME-api
  --region REGION     default: the region of the AWS configuration
  --only PART         pipeline or api; default both (api is left out while --vpc is missing)
  --dry-run           print what would be done, call nothing that changes anything
  --no-build          reuse artifacts/ and the image of the current commit

for the API:
  --vpc ID            network to run in
  --public-subnets A,B   subnets of the load balancer, two zones at least
  --task-subnets A,B  subnets of the tasks (default: the public ones, with public addresses and no NAT to pay)
  --certificate ARN   ACM certificate of the HTTPS listener
  --image-tag TAG     run this image instead of building one: the roll-back
  --code-key KEY      run this zip instead of building one: the roll-back

Parameters are Key=Value of pipeline.yaml, such as AlarmEmail=ops@example.com BufferSeconds=60;
with the prefix Api., of api.yaml, such as Api.MinTasks=3 Api.DomainName=sales.example.com Api.HostedZoneId=Z123.
TEXT
}

die() { printf 'deploy.sh: %s\n' "$*" >&2; exit 1; }
[[ ${BASH_VERSINFO[0]} -gt 4 || (${BASH_VERSINFO[0]} -eq 4 && ${BASH_VERSINFO[1]} -ge 4) ]] || die "bash $BASH_VERSION is too old: 4.4 or later"
say() { printf '\n== %s\n' "$*"; }

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
stack=gadgetsales region='' only=both dry_run=false build=true
vpc='' public_subnets='' task_subnets='' certificate='' image_tag='' code_key=''
pipeline_parameters=() api_parameters=()

value() { [ -n "${2:-}" ] || die "$1 needs a value"; printf '%s' "$2"; }

while [ $# -gt 0 ]; do
  case $1 in
    -h | --help) usage; exit 0 ;;
    --dry-run) dry_run=true; shift ;;
    --no-build) build=false; shift ;;
    --stack) stack=$(value "$@"); shift 2 ;;
    --region) region=$(value "$@"); shift 2 ;;
    --only) only=$(value "$@"); shift 2 ;;
    --vpc) vpc=$(value "$@"); shift 2 ;;
    --public-subnets) public_subnets=$(value "$@"); shift 2 ;;
    --task-subnets) task_subnets=$(value "$@"); shift 2 ;;
    --certificate) certificate=$(value "$@"); shift 2 ;;
    --image-tag) image_tag=$(value "$@"); shift 2 ;;
    --code-key) code_key=$(value "$@"); shift 2 ;;
    Api.*=*) api_parameters+=("${1#Api.}"); shift ;;
    *=*) pipeline_parameters+=("$1"); shift ;;
    *) usage >&2; die "unknown option $1" ;;
  esac
done

[[ $stack =~ ^[a-z][a-z0-9-]{0,40}$ ]] || die "--stack $stack: lower-case letters, digits and hyphens, starting with a letter"
[[ $only =~ ^(both|pipeline|api)$ ]] || die "--only $only: pipeline or api"
[ "$only" != api ] || [ -n "$vpc" ] || die "--only api needs --vpc, --public-subnets and --certificate"
with_pipeline=true with_api=true
[ "$only" != api ] || with_pipeline=false
if [ "$only" = pipeline ] || [ -z "$vpc" ]; then with_api=false; fi
if $with_api; then
  [[ $public_subnets == *,* ]] || die "--vpc needs --public-subnets with two subnets at least, as subnet-1,subnet-2"
  [ -n "$certificate" ] || die "--vpc needs --certificate, the ARN of an ACM certificate in this region"
fi

needs() { command -v "$1" >/dev/null 2>&1 || die "$1 is missing: $2"; }
needs git "it names what is deployed"
needs aws "install the AWS CLI v2, https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html"
if $build && $with_pipeline && [ -z "$code_key" ]; then
  needs dotnet "install the .NET SDK of global.json"
  needs zip "it packs the function"
  needs sha256sum "it names the function's zip (GNU coreutils)"
fi
if $with_api && [ -z "$image_tag" ]; then needs docker "it builds and pushes the image; or pass --image-tag"; fi

region=${region:-${AWS_REGION:-${AWS_DEFAULT_REGION:-$(aws configure get region || true)}}}
[ -n "$region" ] || die "no region: pass --region or set AWS_REGION"
export AWS_REGION=$region AWS_DEFAULT_REGION=$region AWS_PAGER=''

commit=$(git -C "$root" rev-parse --short=12 HEAD)
[ -z "$(git -C "$root" status --porcelain)" ] || commit="$commit-$(date -u +%Y%m%d%H%M%S)"

# Everything that changes the account or the disk goes through here.
run() {
  if $dry_run; then printf '+ '; printf '%q ' "$@"; printf '\n'; else "$@"; fi
}

# output STACK KEY: a stack's output; in a dry run the placeholder <KEY> when there is no such stack yet.
output() {
  local found
  if found=$(aws cloudformation describe-stacks --stack-name "$1" --output text \
    --query "Stacks[0].Outputs[?OutputKey=='$2'].OutputValue" 2>&1); then
    case $found in '' | None) die "stack $1 has no output $2: deploy it again" ;; esac
    printf '%s' "$found"
  elif $dry_run; then
    printf '<%s>' "$2"
  else
    die "stack $1: $found"
  fi
}

deploy() {
  local name=$1 template=$2
  shift 2
  local overrides=()
  [ $# -eq 0 ] || overrides=(--parameter-overrides "$@")
  run aws cloudformation deploy --stack-name "$name" --template-file "$root/deploy/$template" \
    --capabilities CAPABILITY_IAM --no-fail-on-empty-changeset --tags "application=$stack" "${overrides[@]}"
}

show() {
  $dry_run || aws cloudformation describe-stacks --stack-name "$1" --output table --query 'Stacks[0].Outputs[].[OutputKey,OutputValue]'
}

publish_function() {
  local out=$root/artifacts/lambda zip=$root/artifacts/lambda.zip
  if $build; then
    run rm -rf "$out" "$zip"
    run dotnet publish "$root/src/GadgetSales.Lambda" -c Release -o "$out" -nologo -v quiet -p:RestoreLockedMode=true
    # One time for every file: the same code gives the same zip, the same key and no update.
    run find "$out" -exec touch -d '2000-01-01T00:00:00Z' {} +
    run bash -c 'cd "$1" && find . -type f | LC_ALL=C sort | zip -qX9 "$2" -@' pack "$out" "$zip"
  fi
  if $dry_run; then
    code_key='lambda/<sha256>.zip'
  else
    [ -f "$zip" ] || die "$zip is missing: leave out --no-build"
    code_key="lambda/$(sha256sum "$zip" | cut -c1-32).zip"
  fi
  run aws s3 cp --only-show-errors "$zip" "s3://$bucket/$code_key"
}

publish_image() {
  local uri
  uri=$(output "$stack-bootstrap" ImageRepositoryUri)
  image_tag=$commit
  # Tags are immutable, so a second deployment of a commit must not push again what a first one pushed.
  if ! $dry_run && aws ecr describe-images --repository-name "${uri#*/}" --image-ids "imageTag=$image_tag" >/dev/null 2>&1; then
    say "The image $image_tag is there already"
    return
  fi
  if ! $dry_run; then
    aws ecr get-login-password | docker login --username AWS --password-stdin "${uri%%/*}"
  fi
  if $build; then
    run docker buildx build --platform linux/arm64 --provenance=false --tag "$uri:$image_tag" --push "$root"
  fi
}

create_view() {
  local statement workgroup database execution state
  statement=$(output "$stack-pipeline" ViewStatementId)
  workgroup=$(output "$stack-pipeline" WorkgroupName)
  database=$(output "$stack-pipeline" DatabaseName)
  if $dry_run; then
    printf '+ aws athena start-query-execution: the view sale_lines (named query %s)\n' "$statement"
    return
  fi
  statement=$(aws athena get-named-query --named-query-id "$statement" --query NamedQuery.QueryString --output text)
  execution=$(aws athena start-query-execution --query-string "$statement" --work-group "$workgroup" \
    --query-execution-context "Database=$database" --query QueryExecutionId --output text)
  for _ in $(seq 60); do
    state=$(aws athena get-query-execution --query-execution-id "$execution" --query QueryExecution.Status.State --output text)
    case $state in
      SUCCEEDED) return ;;
      FAILED | CANCELLED) die "the view sale_lines: $state, see: aws athena get-query-execution --query-execution-id $execution" ;;
    esac
    sleep 1
  done
  die "the view sale_lines took over a minute, see: aws athena get-query-execution --query-execution-id $execution"
}

if ! $dry_run; then
  account=$(aws sts get-caller-identity --query Account --output text) || die "no AWS credentials: run 'aws configure' or 'aws sso login'"
  say "Account $account, region $region, stack $stack, commit $commit"
fi

say "Bootstrap"
deploy "$stack-bootstrap" bootstrap.yaml
bucket=$(output "$stack-bootstrap" ArtifactsBucketName)

if $with_pipeline; then
  say "Pipeline"
  [ -n "$code_key" ] || publish_function
  first=()
  # Two deployments in one account need two databases. Only at first: later deployments keep what is there.
  aws cloudformation describe-stacks --stack-name "$stack-pipeline" >/dev/null 2>&1 || first=("DatabaseName=${stack//-/_}")
  deploy "$stack-pipeline" pipeline.yaml "CodeBucket=$bucket" "CodeKey=$code_key" "${first[@]}" "${pipeline_parameters[@]}"
  create_view
  show "$stack-pipeline"
fi

if $with_api; then
  say "API"
  [ -n "$image_tag" ] || publish_image
  public_addresses=DISABLED
  [ -n "$task_subnets" ] || { task_subnets=$public_subnets public_addresses=ENABLED; }
  from_pipeline=()
  for name in TableName DatabaseName WorkgroupName LakeBucketName ResultsBucketName KeyArn AlarmTopicArn StreamName PipeName DeliveryStreamName; do
    found=$(output "$stack-pipeline" "$name")
    from_pipeline+=("$name=$found")
  done
  repository=$(output "$stack-bootstrap" ImageRepositoryName)
  deploy "$stack-api" api.yaml "ImageRepository=$repository" "ImageTag=$image_tag" \
    "VpcId=$vpc" "PublicSubnetIds=$public_subnets" "TaskSubnetIds=$task_subnets" "AssignPublicIp=$public_addresses" \
    "CertificateArn=$certificate" "${from_pipeline[@]}" "${api_parameters[@]}"
  show "$stack-api"
elif [ "$only" = both ]; then
  say "API left out: pass --vpc, --public-subnets and --certificate to deploy it"
fi
