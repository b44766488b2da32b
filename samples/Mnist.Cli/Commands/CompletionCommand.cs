using System.CommandLine;
using Mnist.Cli.Output;

namespace Mnist.Cli.Commands;

/// <summary><c>mnist completion</c>: scripts for the completion of commands in shells.</summary>
internal static class CompletionCommand
{
    // Each shell passes the line and the position of the cursor, and receives the words that are possible there.
    private static readonly Dictionary<string, string> Scripts = new(StringComparer.OrdinalIgnoreCase)
    {
        ["bash"] = """
            _mnist() {
              local IFS=$'\n'
              COMPREPLY=($(mnist "[suggest:$COMP_POINT]" "$COMP_LINE" 2>/dev/null))
            }
            complete -o default -F _mnist mnist
            """,
        ["zsh"] = """
            _mnist() {
              local words_found
              words_found=("${(@f)$(mnist "[suggest:$CURSOR]" "$BUFFER" 2>/dev/null)}")
              compadd -a words_found
              _files
            }
            compdef _mnist mnist
            """,
        ["fish"] = """
            complete -c mnist -a '(mnist "[suggest:"(string length -- (commandline -cp))"]" (commandline -cp) 2>/dev/null)'
            """,
        ["pwsh"] = """
            Register-ArgumentCompleter -Native -CommandName mnist -ScriptBlock {
              param($word, $line, $cursor)
              mnist "[suggest:$cursor]" "$line" | ForEach-Object { [System.Management.Automation.CompletionResult]::new($_) }
            }
            """,
    };

    public static Command Create(Terminal terminal)
    {
        var shell = new Argument<string>("SHELL") { Description = $"One of {string.Join(", ", Scripts.Keys)}." };
        shell.AcceptOnlyFromAmong([.. Scripts.Keys]);
        var command = new Command(
            "completion", "Write a script that lets a shell complete these commands: source <(mnist completion bash)");
        command.Arguments.Add(shell);
        command.SetAction(options =>
        {
            terminal.Plain.WriteLine(Scripts[options.GetRequiredValue(shell)]);
            return ExitCode.Done;
        });
        return command;
    }
}
