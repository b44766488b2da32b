using System.IO.MemoryMappedFiles;
using Mnist.Classifier.Fuzzing.Coverage;

namespace Mnist.Classifier.Fuzzing.Running;

/// <summary>
/// What a worker shares with the process that watches it: the state, the coverage so far and the current input. It is all
/// that is left of a worker that a stack overflow has ended.
/// </summary>
internal sealed unsafe class SharedFile : IDisposable
{
    private const int StateLength = 1 << 12;
    private const int MostInputBytes = 1 << 20;
    private const int FileLength = StateLength + (2 * CoverageMap.Length) + MostInputBytes;

    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly byte* _start;

    public SharedFile(string path)
    {
        _file = MemoryMappedFile.CreateFromFile(path, FileMode.OpenOrCreate, mapName: null, FileLength);
        _view = _file.CreateViewAccessor();
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _start);
    }

    public ref RunState State => ref *(RunState*)_start;

    public byte* Seen => _start + StateLength;

    public byte* Counters => Seen + CoverageMap.Length;

    public byte[] Input
    {
        get => new Span<byte>(Counters + CoverageMap.Length, (int)State.InputLength).ToArray();

        set
        {
            value.CopyTo(new Span<byte>(Counters + CoverageMap.Length, MostInputBytes));
            State.InputLength = value.Length;
        }
    }

    public void Dispose()
    {
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _file.Dispose();
    }
}
