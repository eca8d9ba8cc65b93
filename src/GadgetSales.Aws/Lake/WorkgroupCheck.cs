using GadgetSales.Aws.Lake.Client;
using GadgetSales.Core.Lake;
using Microsoft.Extensions.Options;

namespace GadgetSales.Aws.Lake;

/// <summary>Whether Athena would take a query: what the service's readiness asks, and unlike a query it costs nothing.</summary>
sealed class WorkgroupCheck(AthenaClient client, IOptions<AwsOptions> options)
{
    /// <summary>Why the workgroup cannot be used, in a sentence for an operator, or null when it can. Does not throw for what Athena answers.</summary>
    public async Task<string?> FindFaultAsync(CancellationToken cancellationToken)
    {
        try
        {
            var workgroup = await client.GetWorkGroupAsync(options.Value.Workgroup, cancellationToken);
            return workgroup.State is "ENABLED" ? null : $"The Athena workgroup '{workgroup.Name}' is {workgroup.State ?? "in no known state"}: enable it.";
        }
        catch (LakeQueryException error)
        {
            return error.Message;
        }
    }
}
