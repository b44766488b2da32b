namespace System.Runtime.CompilerServices;

/// <summary>
/// Tells the runtime to let this assembly use the internal members of another. The runtime knows the attribute by its
/// name alone and no library declares it.
/// </summary>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
internal sealed class IgnoresAccessChecksToAttribute(string assemblyName) : Attribute
{
    /// <summary>Gets the simple name of the assembly whose internal members are used.</summary>
    public string AssemblyName { get; } = assemblyName;
}
