using System.Reflection;
using System.Runtime.InteropServices;

namespace GadgetSales.Embedded.Lake.DuckDb;

/// <summary>Finds the native library: the file <c>GADGETSALES_DUCKDB_LIB</c> names, else the one the build put beside the program.</summary>
static class DuckDbLibrary
{
    internal const string Name = "duckdb";

    internal const string Variable = "GADGETSALES_DUCKDB_LIB";

    static int registered;

    internal static string FileName =>
        OperatingSystem.IsWindows() ? "duckdb.dll" : OperatingSystem.IsMacOS() ? "libduckdb.dylib" : "libduckdb.so";

    internal static void Register()
    {
        if (Interlocked.Exchange(ref registered, 1) == 0)
        {
            NativeLibrary.SetDllImportResolver(typeof(DuckDbLibrary).Assembly, Resolve);
        }
    }

    static nint Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath)
    {
        if (!string.Equals(name, Name, StringComparison.Ordinal))
        {
            return 0;
        }

        var named = Environment.GetEnvironmentVariable(Variable);
        var path = string.IsNullOrEmpty(named) ? Path.Combine(AppContext.BaseDirectory, FileName) : named;
        try
        {
            return NativeLibrary.Load(path);
        }
        catch (Exception error) when (error is DllNotFoundException or BadImageFormatException)
        {
            throw new DllNotFoundException(
                $"The DuckDB library {path} does not load: {error.Message} Build with npm on the PATH, or set {Variable} to a libduckdb.", error);
        }
    }
}
