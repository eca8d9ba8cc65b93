import { list, ofType } from './template.mjs';

const one = (template, type) => ofType(template, type)[0][1].Properties;
const container = (template) => one(template, 'AWS::ECS::TaskDefinition').ContainerDefinitions[0];
const unless = (holds, problem) => (holds ? [] : [problem]);
const refOf = (value) => value?.Ref ?? value?.['Fn::GetAtt']?.[0];

/** TLS for everybody: the plain listener answers with a redirect and nothing else. */
export function onlyTlsIsServed(template) {
  return ofType(template, 'AWS::ElasticLoadBalancingV2::Listener').flatMap(([id, { Properties }]) =>
    Properties.Protocol === 'HTTPS'
      ? [
          ...unless(Properties.Certificates?.length > 0, `${id} has no certificate`),
          ...unless(/TLS13-1-2/.test(Properties.SslPolicy), `${id} takes TLS below 1.2`),
        ]
      : unless(Properties.DefaultActions.every((action) => action.RedirectConfig?.Protocol === 'HTTPS'), `${id} serves plain text`));
}

/** Nothing in the container can be changed, and it is nobody there. */
export function containerIsLocked(template) {
  const { User, ReadonlyRootFilesystem, Privileged, LinuxParameters, LogConfiguration } = container(template);
  return [
    ...unless(User !== undefined && !/^(0|root)(:|$)/.test(User), 'the container runs as root'),
    ...unless(ReadonlyRootFilesystem === true, 'the root file system is writable'),
    ...unless(Privileged !== true && list(LinuxParameters?.Capabilities?.Drop).includes('ALL'), 'the container keeps capabilities'),
    ...unless(LogConfiguration !== undefined, 'the container has no logs'),
  ];
}

/** The configuration that the service reads in this store. */
export function serviceIsConfigured(template) {
  const { Environment, Secrets } = container(template);
  const given = new Map(Environment.map(({ Name, Value }) => [Name, Value]));
  const secret = new Set(Secrets.map(({ Name }) => Name));
  const keys = [...given.keys()].filter((name) => /^Auth__Keys__\d+__Scopes$/.test(name)).map((name) => name.replace('Scopes', 'Key'));
  return [
    ...unless(given.get('Store') === 'Aws', 'Store must be Aws'),
    ...unless(given.get('Auth__Mode') === 'ApiKeys', 'Auth__Mode must be ApiKeys'),
    ...['Aws__Table', 'Aws__Database', 'Aws__Workgroup', 'AWS_REGION'].filter((name) => given.get(name) === undefined).map((name) => `${name} is missing`),
    ...unless(keys.length > 0, 'no key'),
    ...keys.filter((name) => !secret.has(name)).map((name) => `${name} is no secret`),
  ];
}

/** Only the load balancer connects to the tasks. */
export function tasksAreBehindTheLoadBalancer(template) {
  const balancer = list(one(template, 'AWS::ElasticLoadBalancingV2::LoadBalancer').SecurityGroups).map(refOf);
  const tasks = list(one(template, 'AWS::ECS::Service').NetworkConfiguration.AwsvpcConfiguration.SecurityGroups).map(refOf);
  const inline = tasks.flatMap((id) => list(template.body.Resources[id].Properties.SecurityGroupIngress));
  const own = ofType(template, 'AWS::EC2::SecurityGroupIngress').map(([, rule]) => rule.Properties).filter((rule) => tasks.includes(refOf(rule.GroupId)));
  return [...inline, ...own].filter((rule) => !balancer.includes(refOf(rule.SourceSecurityGroupId))).map(() => 'others than the load balancer may connect to the tasks');
}

/** Readiness decides who gets requests, and a failed deployment goes back by itself. */
export function deploymentsAreSafe(template) {
  const service = one(template, 'AWS::ECS::Service');
  const breaker = service.DeploymentConfiguration?.DeploymentCircuitBreaker;
  return [
    ...unless(one(template, 'AWS::ElasticLoadBalancingV2::TargetGroup').HealthCheckPath === '/health/ready', 'the health check must be /health/ready'),
    ...unless(breaker?.Enable === true && breaker.Rollback === true, 'a failed deployment does not roll back'),
    ...unless(service.DeploymentConfiguration?.MinimumHealthyPercent >= 100, 'a deployment takes tasks away first'),
    ...unless(service.DesiredCount === undefined, 'DesiredCount undoes the scaling at every deployment'),
  ];
}

const fargate = { 256: [512, 1024, 2048], 512: [1024, 2048, 3072, 4096], 1024: [2048, 3072, 4096, 5120, 6144, 7168, 8192] };
const fits = (cpu, memory) => fargate[cpu]?.includes(memory) ?? (memory >= 2 * cpu && memory <= 8 * cpu && memory % 1024 === 0);

/** Fargate takes these pairs of CPU and memory, and no others. */
export function taskSizesExist(template) {
  return Object.entries(template.body.Mappings.Sizes)
    .filter(([, size]) => !fits(Number(size.Cpu), Number(size.Memory)))
    .map(([name, size]) => `${name}: Fargate has no task of ${size.Cpu} CPU units and ${size.Memory} MiB`);
}

/** The task may append and read: no action of its role deletes, updates or administers. */
export function taskOnlyAppendsAndReads(template) {
  const [, role] = ofType(template, 'AWS::IAM::Role').find(([id]) => id === 'TaskRole');
  const actions = role.Properties.Policies.flatMap((policy) => policy.PolicyDocument.Statement).flatMap((statement) => list(statement.Action));
  return actions.filter((action) => /:(Delete|Update|Create|Batch|Transact|Admin)/.test(action) || /^(iam|sts):/.test(action)).map((action) => `the task needs no ${action}`);
}
