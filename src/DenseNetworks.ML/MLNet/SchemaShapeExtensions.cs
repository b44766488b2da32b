using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace DenseNetworks.ML.MLNet;

/// <summary>Provides methods to read and extend a <see cref="SchemaShape"/>, whose members are internal to ML.NET.</summary>
internal static class SchemaShapeExtensions
{
    /// <summary>
    /// Finds an input column and checks its shape. The role of the column, such as "feature", and the expected type, in words,
    /// appear in the error message.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The column is missing, or has another type.</exception>
    public static SchemaShape.Column Require(
        this SchemaShape shape, IHost host, string role, string name, string expected, Predicate<SchemaShape.Column> fits)
    {
        ArgumentNullException.ThrowIfNull(shape);
        if (!shape.TryFindColumn(name, out var column))
        {
            throw host.ExceptSchemaMismatch(nameof(shape), role, name);
        }

        if (!fits(column))
        {
            throw host.ExceptSchemaMismatch(nameof(shape), role, name, expected, column.GetTypeString());
        }

        return column;
    }

    /// <summary>Finds an input column of a schema and checks its type, as the overload for shapes does.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The column is missing, or has another type.</exception>
    public static DataViewSchema.Column Require(
        this DataViewSchema schema, IHost host, string role, string name, string expected, Predicate<DataViewType> fits)
    {
        ArgumentNullException.ThrowIfNull(schema);
        if (schema.GetColumnOrNull(name) is not { } column)
        {
            throw host.ExceptSchemaMismatch(nameof(schema), role, name);
        }

        if (!fits(column.Type))
        {
            throw host.ExceptSchemaMismatch(nameof(schema), role, name, expected, column.Type.ToString()!);
        }

        return column;
    }

    /// <summary>Returns the shape with added columns, which replace those of the same name.</summary>
    public static SchemaShape With(this SchemaShape shape, params SchemaShape.Column[] columns)
    {
        var added = columns.Select(column => column.Name).ToHashSet();
        return new SchemaShape(shape.Where(column => !added.Contains(column.Name)).Concat(columns));
    }
}
