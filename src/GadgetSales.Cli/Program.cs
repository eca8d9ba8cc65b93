using GadgetSales.Cli;
using GadgetSales.Cli.Shell;

var terminal = Terminal.OfProcess();
return await CommandLine.RunAsync(Commands.Create(terminal), args, terminal);
