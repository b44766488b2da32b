namespace DenseNetworks.Models;

/// <summary>Does something that depends on the type of class values.</summary>
internal interface IClassValueTypeVisitor<out TResult>
{
    TResult Visit<T>(ClassValueType<T> type);
}
