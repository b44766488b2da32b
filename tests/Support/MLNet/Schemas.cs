using System.Reflection;
using Microsoft.ML;

namespace Testing;

/// <summary>Writes schemas out, so that what ML.NET promises of columns can be compared with what there is.</summary>
internal static class Schemas
{
    // How ML.NET itself takes the shape of real columns; closed to outsiders.
    private static readonly Func<DataViewSchema, SchemaShape> TakeShape = typeof(SchemaShape)
        .GetMethod("Create", BindingFlags.NonPublic | BindingFlags.Static, [typeof(DataViewSchema)])!
        .CreateDelegate<Func<DataViewSchema, SchemaShape>>();

    /// <summary>Takes the shape of real columns.</summary>
    public static SchemaShape ShapeOf(DataViewSchema schema) => TakeShape(schema);

    /// <summary>A line per column: name, type, and the names and types of its annotations.</summary>
    public static IEnumerable<string> Describe(DataViewSchema schema) =>
        schema.Where(column => !column.IsHidden).Select(column =>
            $"{column.Name}: {column.Type} {{{string.Join(", ", column.Annotations.Schema.Select(a => $"{a.Name}: {a.Type}").Order())}}}");

    /// <summary>A line per column: name, shape, and the names and shapes of its annotations.</summary>
    public static IEnumerable<string> Describe(SchemaShape shape) =>
        shape.Select(column => $"{Describe(column)} {{{string.Join(", ", column.Annotations.Select(Describe).Order())}}}").Order();

    private static string Describe(SchemaShape.Column column) =>
        $"{column.Name}: {column.Kind} {(column.IsKey ? "key " : "")}{column.ItemType}";
}
