using System.Runtime.InteropServices;

namespace DenseNetworks.ML.Training;

/// <summary>Allocates native memory of the process.</summary>
internal sealed unsafe class NativeFloats : FloatMemory
{
    // In bytes: the size of a cache line and of the widest vector.
    private const int Alignment = 64;

    private readonly HashSet<Buffer> _buffers = [];

    public override FloatBuffer Allocate(long length) => Add(NativeMemory.Alloc(SizeOf(length)), length);

    // Not cleared here: the system provides large blocks as zeros, which take no memory before they are written.
    public override FloatBuffer AllocateZeros(long length) => Add(NativeMemory.AllocZeroed(SizeOf(length)), length);

    public override void Dispose()
    {
        foreach (var buffer in _buffers.ToList())
        {
            buffer.Free();
        }
    }

    private static nuint SizeOf(long length) => checked(((nuint)length * sizeof(float)) + Alignment);

    private Buffer Add(void* start, long length)
    {
        var buffer = new Buffer(this, start, length);
        _buffers.Add(buffer);
        return buffer;
    }

    private sealed class Buffer(NativeFloats memory, void* start, long length) : FloatBuffer(Align(start), length)
    {
        public override IFlatNumbers MakeLike() => memory.Allocate(Length);

        public override void Free()
        {
            if (memory._buffers.Remove(this))
            {
                NativeMemory.Free(start);
            }
        }

        private static float* Align(void* start) => (float*)(((nuint)start + (Alignment - 1)) & ~(nuint)(Alignment - 1));
    }
}
