namespace DenseNetworks.Network;

/// <summary>Single floats, for machines without vectors.</summary>
internal readonly unsafe struct SingleLane : ILanes<float>
{
    public static int Count => 1;

    public static int TileRows => 4;

    public static float Load(float* from) => *from;

    public static void Store(float vector, float* to) => *to = vector;

    public static float Repeat(float value) => value;

    public static float MultiplyAdd(float a, float b, float c) => (a * b) + c;

    public static float Rectify(float vector) => vector <= 0 ? 0 : vector;

    public static float Sum(float vector) => vector;
}
