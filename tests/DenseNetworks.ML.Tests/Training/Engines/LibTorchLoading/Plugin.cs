using System.Reflection;
using System.Runtime.Loader;

namespace DenseNetworks.ML.Tests.Training.Engines.LibTorchLoading;

/// <summary>
/// Runs a static method with the library and TorchSharp loaded afresh in a context of their own, as a host of plug-ins
/// does: there, nothing has loaded libtorch before.
/// </summary>
/// <param name="hiddenLibrary">A native library that the context refuses to load, if any.</param>
internal sealed class Plugin(string? hiddenLibrary = null) : AssemblyLoadContext(nameof(Plugin))
{
    private static readonly string[] Own = ["DenseNetworks", "DenseNetworks.ML", "DenseNetworks.ML.Tests", "TorchSharp"];

    public T Run<T>(Func<T> method)
    {
        var assembly = LoadFromAssemblyName(method.Method.DeclaringType!.Assembly.GetName());
        var type = assembly.GetType(method.Method.DeclaringType.FullName!, throwOnError: true)!;
        return (T)type.GetMethod(method.Method.Name, BindingFlags.Static | BindingFlags.NonPublic)!.Invoke(null, null)!;
    }

    protected override Assembly? Load(AssemblyName assemblyName) => Own.Contains(assemblyName.Name)
        ? LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, $"{assemblyName.Name}.dll"))
        : null;

    protected override nint LoadUnmanagedDll(string unmanagedDllName) => unmanagedDllName == hiddenLibrary
        ? throw new DllNotFoundException($"{hiddenLibrary} is hidden.")
        : 0;
}
