using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Amazon.Runtime;
using Amazon.Runtime.Credentials.Internal;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Auth;
using Amazon.Runtime.Internal.Transform;
using Amazon.Runtime.Internal.Util;

namespace GadgetSales.Aws.Protocol;

/// <summary>
/// A client of a service that speaks AWS JSON. Credentials, signatures, retries, clock skew and telemetry are the SDK's own pipeline;
/// here are only the bodies.
/// </summary>
sealed class AwsJsonClient(AwsJsonConfig config, AWSCredentials credentials) : AmazonServiceClient(credentials, config)
{
    readonly Metadata _metadata = new(config.ServiceId);

    protected override IServiceMetadata ServiceMetadata => _metadata ?? new Metadata(Config.ServiceId);

    /// <summary>Calls <paramref name="operation"/>; fails with <see cref="AmazonServiceException"/> as every client of the SDK does.</summary>
    public async Task<TAnswer> CallAsync<TRequest, TAnswer>(
        string operation, TRequest request, JsonTypeInfo<TRequest> requestType, JsonTypeInfo<TAnswer> answerType, CancellationToken cancellationToken)
        where TAnswer : class
    {
        var call = new Call((AwsJsonConfig)Config, operation, JsonSerializer.SerializeToUtf8Bytes(request, requestType));
        var options = new InvokeOptions { RequestMarshaller = CallMarshaller.Instance, ResponseUnmarshaller = new AnswerUnmarshaller<TAnswer>(answerType) };
        return (await InvokeAsync<Answer<TAnswer>>(call, options, cancellationToken)).Value!;
    }

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        pipeline.RemoveHandler<EndpointResolver>();
        pipeline.AddHandlerAfter<Marshaller>(new ConfiguredEndpoint());
        pipeline.AddHandlerAfter<Marshaller>(new SignatureVersion4());
    }

    sealed record Metadata(string ServiceId) : IServiceMetadata
    {
        public IDictionary<string, string> OperationNameMapping { get; } = new Dictionary<string, string>(StringComparer.Ordinal);
    }

    sealed class Call(AwsJsonConfig config, string operation, byte[] body) : AmazonWebServiceRequest
    {
        public NamedRequest ToHttp() => new NamedRequest(this, config.ServiceId, operation)
        {
            HttpMethod = "POST",
            ResourcePath = "/",
            Content = body,
            Headers = { ["X-Amz-Target"] = $"{config.TargetPrefix}.{operation}", ["Content-Type"] = $"application/x-amz-json-{config.JsonVersion}" },
        };
    }

    /// <summary>The SDK names a request after its type, which is the same for all operations here.</summary>
    sealed class NamedRequest(AmazonWebServiceRequest request, string service, string operation) : DefaultRequest(request, service), IRequest
    {
        string IRequest.RequestName => operation;
    }

    sealed class CallMarshaller : IMarshaller<IRequest, AmazonWebServiceRequest>
    {
        public static readonly CallMarshaller Instance = new();

        public IRequest Marshall(AmazonWebServiceRequest input) => ((Call)input).ToHttp();
    }

    sealed class Answer<T> : AmazonWebServiceResponse
    {
        public T? Value { get; init; }
    }

    sealed class AnswerUnmarshaller<T>(JsonTypeInfo<T> type) : JsonResponseUnmarshaller where T : class
    {
        public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext input)
        {
            // The length is not known of a chunked answer, and no answer has no body at all.
            using var body = new MemoryStream();
            input.Stream.CopyTo(body);
            var json = body.Length == 0 ? "{}"u8 : body.GetBuffer().AsSpan(0, (int)body.Length);
            return new Answer<T> { Value = JsonSerializer.Deserialize(json, type) };
        }

        public override AmazonServiceException UnmarshallException(JsonUnmarshallerContext input, Exception innerException, HttpStatusCode statusCode)
        {
            var reader = new StreamingUtf8JsonReader(input.Stream);
            var error = JsonErrorResponseUnmarshaller.GetInstance().Unmarshall(input, ref reader);
            return new AmazonServiceException(error.Message, innerException, error.Type, error.Code, error.RequestId, statusCode);
        }
    }

    sealed class ConfiguredEndpoint : BaseEndpointResolver
    {
        protected override EndpointParameters MapEndpointsParameters(IRequestContext requestContext) => new();
    }

    sealed class SignatureVersion4 : BaseAuthResolverHandler
    {
        protected override List<IAuthSchemeOption> ResolveAuthOptions(IExecutionContext executionContext) => AuthSchemeOption.DEFAULT_SIGV4;
    }
}
