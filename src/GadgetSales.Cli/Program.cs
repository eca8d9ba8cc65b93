using System.CommandLine;

var root = new RootCommand("GadgetSales: import, simulate and forecast sales, and look after a store's data.");
return await root.Parse(args).InvokeAsync();
